import type { Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { TrainSpec } from './train-spec.ts';

/** Warns where gradients are added up over batches that BatchNormalization sees one by one. */
export function warnOfBatchStatistics({ graph, phases }: TrainSpec, reporter: Reporter): void {
  const normalizing = graph.layers.filter(({ kind }) => kind === 'BatchNormalization');
  const warned = new Set<Span>();
  for (const { accumulate, batch, frozen, span, writtenAt } of phases) {
    const at = writtenAt?.accumulate ?? span;
    const live = normalizing.filter(({ path }) => !frozen.has(path));
    const [first] = live;
    if (accumulate === undefined || first === undefined || warned.has(at)) continue;
    warned.add(at);
    const related = [{ span: first.span, message: live.length === 1 ? 'it is here' : 'the first is here' }];
    reporter.report('CNN435', at, [live.length, batch, accumulate], { related });
  }
}
