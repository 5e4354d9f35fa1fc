import { textOf } from '../../grammar/span.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { Tensor } from '../graph/graph.ts';
import { activationNode } from './head-activation.ts';
import { numberBehind, type TrainingModule } from './number-behind.ts';

/** An output and a class field whose numbers differ. */
interface Numbers {
  readonly size: number;
  readonly classes: number;
  readonly field: string;
  readonly kind: 'class' | 'classes' | 'mask';
}

/** How the last layer says its units: as a number, or by a name. */
const written =
  /^(?:Dense|Conv2D)\(\s*(?:(?:units|filters)\s*=\s*)?(?:(?<number>\d+)|(?<name>[a-z_]\w*))\s*[,)]/;

/** What gives an output as many values as there are classes, in the words of the text: its number, or the parameter that has it. */
export function remedyForUnits(
  tensor: Tensor,
  { size, classes, field, kind }: Numbers,
  module: TrainingModule,
): Details {
  const layer = activationNode(tensor);
  const span = layer?.span;
  const found = span === undefined ? null : written.exec(textOf(span));
  const { number, name } = found?.groups ?? {};
  const declared = `, or declare \`field ${field}: ${kind}[${size}]\``;
  const or = kind === 'mask' && size < 2 ? '' : declared;
  const what = kind === 'mask' ? 'channels' : 'units';
  if (span !== undefined && number !== undefined && Number(number) === size) {
    const start = span.start + (found?.[0].lastIndexOf(number) ?? 0);
    const edits = [{ span: { ...span, start, end: start + number.length }, text: String(classes) }];
    return kind === 'mask' ? { fix: `give the last layer ${classes} ${what}`, edits } : { edits };
  }
  const behind = name === undefined ? undefined : numberBehind(name, size, layer?.site, module);
  if (behind?.span.source.name !== module.bound.syntax.source.name)
    return { fix: `give the last layer ${classes} ${what}${or}` };
  const edits = [{ span: behind.span, text: String(classes) }];
  return { fix: `write \`${behind.name} = ${classes}\`${or}`, edits };
}
