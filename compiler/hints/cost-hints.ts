import type { Site } from '../diagnostics/site.ts';
import type { LayerNode } from '../graph/graph.ts';
import { formatCount, formatSize } from '../sizes/format-size.ts';
import { sizeOf } from '../sizes/shape.ts';
import { add, type Size } from '../sizes/size.ts';
import { type Hint, Notes, type PlacedTrace } from './hint.ts';

/** What layers come to. */
interface Cost {
  readonly parameters: number;
  /** Multiply-adds of one example. */
  readonly macs: Size;
}

/** Beside the names of a file's blocks: what their applications cost, each or from the least to the most. */
export function costHints(traces: readonly PlacedTrace[]): readonly Hint[] {
  const found = new Notes<Cost>();
  for (const { trace, place } of traces) {
    const seen = new Set<Site>();
    for (const { site, outer } of trace.steps) {
      if (site.type !== 'application' || seen.has(site)) continue;
      seen.add(site);
      const span = place(site.declaration.name.span);
      if (span !== undefined && outer !== undefined)
        found.add(span, costOf(trace.layers.slice(outer.from, outer.to)));
    }
  }
  return found.hints((costs) => ({ text: writeCosts(costs), kind: 'cost' }));
}

/** What the layers of a model cost. */
export const writeCost = (layers: readonly LayerNode[]): string => writeCosts([costOf(layers)]);

function costOf(layers: readonly LayerNode[]): Cost {
  const weights = layers.flatMap((layer) => layer.weights);
  const parameters = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { parameters, macs: layers.map(({ macs }) => macs).reduce(add, 0 as Size) };
}

/** `37,056 parameters, 115,605,504 multiply-adds`, `… ×3`, `9,472 to 37,056 parameters, 5 times`. */
function writeCosts(costs: readonly Cost[]): string {
  const [first] = costs;
  if (first === undefined) return '';
  const { length } = costs;
  const isSame = costs.every(
    ({ parameters, macs }) => parameters === first.parameters && macs === first.macs,
  );
  if (!isSame) {
    const parameters = costs.map((cost) => cost.parameters);
    const [least, most] = [Math.min(...parameters), Math.max(...parameters)].map((count) =>
      formatCount(count),
    );
    return `${least === most ? least : `${least} to ${most}`} parameters, ${length} times`;
  }
  const macs = typeof first.macs === 'number' ? formatCount(first.macs) : formatSize(first.macs);
  const text = `${formatCount(first.parameters)} parameters, ${macs} multiply-adds`;
  return length === 1 ? text : `${text}, ${length} times`;
}
