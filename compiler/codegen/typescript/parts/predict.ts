import * as tf from './tf.ts';

/** What a model makes of inputs, by the names of its outputs. The tensors are the caller's to dispose of. */
export function predictWith(
  model: tf.LayersModel,
  inputs: readonly tf.Tensor[],
  heads: readonly string[],
): Record<string, tf.Tensor> {
  return tf.tidy(() => {
    const given = inputs.length === 1 && inputs[0] !== undefined ? inputs[0] : [...inputs];
    const results = model.apply(given) as tf.Tensor | tf.Tensor[];
    const list = Array.isArray(results) ? results : [results];
    return Object.fromEntries(
      heads.flatMap((head, index) => (list[index] === undefined ? [] : [[head, list[index]]])),
    );
  });
}
