import type { Call, DataDeclaration } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Details } from '../diagnostics/reporter.ts';
import { bindArguments, completeParameters } from '../expand/bind-arguments.ts';
import { evaluateArguments } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { readParameter } from '../expand/read-parameter.ts';
import { entryNamed } from '../catalogue/entry/entry.ts';
import { augmentationDefinitions, type AugmentStep } from '../catalogue/steps/augmentations.ts';
import {
  type Allowed,
  type AnyAugmentationDefinition,
  type Bounds,
  unsupportedAugmentParameters,
} from '../catalogue/steps/define-augmentation.ts';
import { type Arguments, augmentChecks } from './augment-checks.ts';
import { type Augmented, formatRange, preparedRange } from './prepared-range.ts';
import { augmentParameterWords } from '../foreign/steps.ts';
import { reportUnknownStep } from './unknown-step.ts';

/** Every step of every `augment` section, in order; undefined for one that is at fault. */
export function resolveAugment(
  data: DataDeclaration,
  given: Omit<Augmented, 'steps'>,
  place: Place,
): readonly (AugmentStep | undefined)[] {
  const steps = data.members.flatMap((member) => (member.type === 'augment' ? member.steps : []));
  const augmented = { ...given, steps };
  return data.members.flatMap((member) => {
    if (member.type !== 'augment') return [];
    if (member.field !== undefined) {
      return [place.reporter.report('CNN313', member.field.span, [])];
    }
    return member.steps.map((call) => resolveStep(call, augmented, place));
  });
}

function resolveStep(call: Call, augmented: Augmented, place: Place): AugmentStep | undefined {
  const { text, span } = call.callee;
  const entry = entryNamed(augmentationDefinitions, text);
  const given = evaluateArguments(call.arguments, place);
  if (entry === undefined) return reportUnknownStep('augment', call, place.reporter);
  const { kind, params: table, positional, factors = {}, unit } = entry;
  const signature = {
    owner: kind,
    params: table,
    positional,
    unsupported: unsupportedAugmentParameters,
    foreign: augmentParameterWords,
  };
  const bound = bindArguments(signature, given, place, readParameter);
  const params = completeParameters(signature, [bound], call.span, place.reporter);
  if (params === undefined) return undefined;
  const where = { params, bound, span: call.span, word: span, place, unit };
  const bounds = Object.entries(factors).map(
    ([name, allowed]) => [name, readBounds(name, allowed, where)] as const,
  );
  const range = readRange(kind, augmented, where);
  if (range === undefined || bounds.some(([, value]) => value === undefined)) return undefined;
  const known = bounds.filter((entry): entry is [string, Bounds] => Array.isArray(entry[1]));
  if (!augmentChecks.every((check) => check(entry, augmented, where, range))) return undefined;
  // What an entry makes is of its kind: `AugmentStep` derives the one from the other.
  return { kind, ...entry.make(params, { bounds: Object.fromEntries(known), range }) } as AugmentStep;
}

/** A factor's two bounds, null where it was left out; undefined where they are at fault, which has been reported. */
function readBounds(
  name: string,
  { range: [least, greatest], exclusive = false, whole, reading }: Allowed,
  { params, bound, span, place, unit }: Arguments,
): Bounds | null | undefined {
  const value = params[name];
  if (!Array.isArray(value)) return null;
  const numbers = value as readonly number[];
  const at = bound.values.get(name)?.span ?? span;
  const [first = 0, second] = numbers;
  if (numbers.length < 1 || numbers.length > 2) {
    const wanted = 'a number or a list of two';
    return place.reporter.report('CNN112', at, [`\`${name}\``, wanted, `a list of ${numbers.length}`]);
  }
  const isOutside = (each: number): boolean =>
    each < least || each > greatest || (exclusive && each === least);
  const outside = numbers.find(isOutside);
  if (outside !== undefined) {
    const bounds = exclusive ? `above ${least} and at most ${greatest}` : `${least} to ${greatest}`;
    const args = [`\`${name}\``, bounds, String(outside)] as const;
    const details =
      whole === true ? { fix: `write \`${name}=${greatest / 2}\`` } : remedyFor(name, unit, outside, at);
    return place.reporter.report('CNN113', at, [...args], details);
  }
  const broken = whole === true ? numbers.find((each) => !Number.isInteger(each)) : undefined;
  if (broken !== undefined) {
    const details = { fix: `write \`${name}=${Math.round(broken)}\`` };
    return place.reporter.report('CNN112', at, [`\`${name}\``, 'whole', String(broken)], details);
  }
  if (second === undefined) return reading === 'upTo' ? [least, first] : [-Math.abs(first), Math.abs(first)];
  return reading === 'deviations' ? [-first, second] : [Math.min(first, second), Math.max(first, second)];
}

/** What a factor was probably meant as: degrees, pixels or levels where it counts turns or shares. */
function remedyFor(
  name: string,
  unit: AnyAugmentationDefinition['unit'],
  given: number,
  at: Span,
): Pick<Details, 'fix' | 'edits'> {
  if (unit === undefined) return { fix: `write a share: \`${name}=0.2\`` };
  const text = textOf(at);
  const start = at.start + (/^\w+\s*=\s*/.exec(text)?.[0].length ?? 0);
  const value = text.slice(start - at.start);
  const isPlain = value === String(given);
  const fix = isPlain ? `write \`${value}/${unit.whole}\`: ${unit.why}` : unit.why;
  return { fix, edits: isPlain ? [{ span: { ...at, start: at.end }, text: `/${unit.whole}` }] : undefined };
}

/** The range that pixels have once prepared; what is written is compared with it. */
function readRange(
  kind: string,
  augmented: Augmented,
  { params, bound, span, place }: Arguments,
): Bounds | undefined {
  const made = preparedRange(augmented);
  const value = params['value_range'];
  if (!Array.isArray(value)) return made;
  const at = bound.values.get('value_range')?.span ?? span;
  const [low, high, ...more] = value as readonly number[];
  if (low === undefined || high === undefined || more.length > 0 || low >= high) {
    const given = `[${(value as readonly number[]).join(', ')}]`;
    return place.reporter.report('CNN112', at, ['`value_range`', '[lowest, highest]', given]);
  }
  if (Math.abs(low - made[0]) + Math.abs(high - made[1]) > 1e-3 * (made[1] - made[0])) {
    place.reporter.report('CNN314', at, [kind, formatRange([low, high]), formatRange(made)]);
  }
  return [low, high];
}
