import { type Span } from '../../grammar/span.ts';
import { rowColumns } from '../catalogue/layers/detection-rows.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Callable } from '../expand/callable.ts';
import { isOfLibrary } from '../library/library.ts';
import type { Compared } from './resolve-loss-block.ts';

/**
 * Checks an output that a loss compares with a field of boxes: rows of `Detections` are of as many classes as the field, and a loss of
 * the library reads such rows; whether it fits. A loss of one's own may compare boxes with anything.
 */
export function checkDetections(
  { declaration }: Callable,
  { prediction, target }: Compared,
  span: Span,
  reporter: Reporter,
): boolean {
  if (target.type.kind !== 'boxes') return true;
  const related = [
    { span: prediction.span, message: `makes ${formatSizes(prediction.shape)}` },
    { span: target.span, message: `\`${target.name}\` is declared here` },
  ];
  if (prediction.type !== 'layer' || prediction.kind !== 'Detections') {
    if (!isOfLibrary(declaration.name.span.source)) return true;
    reporter.report('CNN485', span, [declaration.name.text], { related });
    return false;
  }
  const columns = prediction.shape.at(-1);
  const { classes, most } = target.type;
  if (typeof columns !== 'number' || columns === rowColumns.classes + classes) return true;
  const found = columns - rowColumns.classes;
  reporter.report('CNN486', prediction.span, [found, target.name, classes, most], {
    related: related.slice(1),
  });
  return false;
}
