import type { DataSource } from './source.ts';

/**
 * What the loss of an example counts by the number of its class: n / (classes · n of the class), over the training
 * part, as scikit-learn's `compute_class_weight("balanced", …)` has it. An example of middling rarity counts 1; a class
 * without examples 0.
 */
export function classWeights(source: Pick<DataSource, 'labelOf'>, train: Uint32Array): Float32Array {
  const counts = new Map<number, number>();
  for (const index of train) counts.set(source.labelOf(index), (counts.get(source.labelOf(index)) ?? 0) + 1);
  const weights = new Float32Array(Math.max(-1, ...counts.keys()) + 1);
  for (const [label, count] of counts) weights[label] = train.length / (counts.size * count);
  return weights;
}
