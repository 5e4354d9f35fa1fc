import { isPicture } from '../catalogue/fields/field-type.ts';
import type { Call, DataDeclaration } from '../../grammar/ast.ts';
import { textOf, type Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Bounds } from '../catalogue/steps/define-augmentation.ts';
import type { FieldSpec } from './data-spec.ts';
import type { PrepareStep } from '../catalogue/steps/preparations.ts';
import { formatRange } from './prepared-range.ts';

/** Pixels further apart than this were magnified. */
const widest = 1024;
/** Pixels this near together were rescaled once, and by a scale this small are so again. */
const narrow = 2.5;
const small = 1 / 50;

/** What a rescaling makes of values between bounds. */
export function rescaled([low, high]: Bounds, scale: number, offset: number): Bounds {
  const [a, b] = [low * scale + offset, high * scale + offset];
  return [Math.min(a, b), Math.max(a, b)];
}

/** Warns of a rescaling that makes pixels huge, or all but equal; `call` is where it is written. */
export function doubtRescaling(
  given: Bounds,
  scale: number,
  made: Bounds,
  call: Span,
  reporter: Reporter,
): void {
  if (made[1] - made[0] > widest) {
    const found = /\b\d+(?:\.\d+)?\b/.exec(textOf(call));
    const start = call.start + (found?.index ?? 0);
    const isWritten = found !== null && Number(found[0]) === scale;
    const edits = isWritten
      ? [{ span: { ...call, start, end: start + found[0].length }, text: `1/${found[0]}` }]
      : undefined;
    const fix = { fix: 'write `Rescaling(1/255)`, which makes them 0 to 1', edits };
    reporter.report('CNN459', call, [formatRange(made), 'the scale is what they are multiplied by'], fix);
  } else if (given[1] - given[0] <= narrow && Math.abs(scale) <= small) {
    const fix = { fix: 'rescale once: leave one of the two out' };
    const why = `they were rescaled before, to ${formatRange(given)}`;
    reporter.report('CNN459', call, [formatRange(made), why], fix);
  }
}

/** Warns of doubtful rescalings among the steps of `prepare`, which pictures go through in order. */
export function doubtPreparation(
  { members }: DataDeclaration,
  steps: readonly (PrepareStep | undefined)[],
  fields: readonly FieldSpec[],
  reporter: Reporter,
): void {
  const calls = members.flatMap((member): readonly Call[] => (member.type === 'prepare' ? member.steps : []));
  const image = fields.find(isPicture)?.name;
  if (calls.length !== steps.length) return;
  let range: Bounds = [0, 255];
  for (const [index, step] of steps.entries()) {
    const call = calls[index];
    if (step?.kind !== 'Rescaling' || call === undefined || (step.field ?? image) !== image) continue;
    const made = rescaled(range, step.scale, step.offset);
    doubtRescaling(range, step.scale, made, call.span, reporter);
    range = made;
  }
}
