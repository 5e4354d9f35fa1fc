import { textOf } from '../../grammar/span.ts';
import type { Graph, LayerNode, Tensor } from '../graph/graph.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { TrainSpec } from './train-spec.ts';

/**
 * Warns of lines that freeze nothing but random weights, with layers behind them that train: no file gives them, and no
 * phase before has trained them.
 */
export function warnOfFrozen({ graph, phases }: TrainSpec, reporter: Reporter): void {
  const loaded = graph.weightSources.flatMap(({ layers }) => layers.map(({ path }) => path));
  const known = new Set(loaded);
  const trainable = graph.layers.filter(({ weights }) => weights.some((weight) => weight.trainable));
  const learning = new Set(trainable.map(({ path }) => path));
  for (const { freezing = [], frozen } of phases) {
    for (const { span, paths } of freezing) {
      const fresh = paths.filter((path) => learning.has(path));
      if (fresh.length === 0 || fresh.some((path) => known.has(path))) continue;
      const behind = layersBehind(new Set(fresh), graph);
      const trains = behind.some(({ path }) => learning.has(path) && !frozen.has(path));
      if (trains) reporter.report('CNN461', span, [textOf(span)]);
    }
    for (const path of learning) if (!frozen.has(path)) known.add(path);
  }
}

/** The layers that what some others make goes to. */
function layersBehind(paths: ReadonlySet<string>, graph: Graph): readonly LayerNode[] {
  const reached = new Set<Tensor>();
  return graph.layers.filter((layer) => {
    const isBehind = layer.inputs.some((input) => reached.has(input));
    if (isBehind || paths.has(layer.path)) reached.add(layer);
    return isBehind;
  });
}
