import type { Span } from '../../grammar/span.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Callable } from '../expand/callable.ts';
import { isOfLibrary } from '../library/library.ts';
import { maybeSame } from '../sizes/open-shape.ts';
import type { Compared } from './resolve-loss-block.ts';

/** Checks an output that a loss of the library compares with a field of points: it has an x and a y for each; whether it fits. */
export function checkPoints(
  { declaration }: Callable,
  { prediction: { shape, span: made }, target: { name, type, span: declared } }: Compared,
  span: Span,
  reporter: Reporter,
): boolean {
  if (type.kind !== 'keypoints' || !isOfLibrary(declaration.name.span.source)) return true;
  const { points } = type;
  if (maybeSame(shape, [points, 2]) || maybeSame(shape, [2 * points])) return true;
  reporter.report('CNN321', span, [formatSizes(shape), name, points], {
    related: [
      { span: made, message: `makes ${formatSizes(shape)}` },
      { span: declared, message: `\`${name}\` is declared here` },
    ],
  });
  return false;
}
