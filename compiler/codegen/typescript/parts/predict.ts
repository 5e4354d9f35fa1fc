import { checkInput } from "./check-input.ts";
import * as tf from "./tf.ts";

/** What a model makes of inputs, by the names of its outputs. The tensors are the caller's to dispose of. */
export function predictWith<Outputs extends object>(
  model: tf.LayersModel,
  inputs: readonly tf.Tensor[],
  heads: readonly (keyof Outputs & string)[],
): Outputs {
  inputs.forEach((input, index) => {
    const shape = model.inputs[index]?.shape;
    if (shape !== undefined)
      checkInput(model.inputNames[index] ?? "the input", input, shape);
  });
  const results = tf.tidy(() => {
    const [only, ...others] = inputs;
    const given =
      only !== undefined && others.length === 0 ? only : [...inputs];
    return model.apply(given) as tf.Tensor | tf.Tensor[];
  });
  const list = Array.isArray(results) ? results : [results];
  return Object.fromEntries(
    heads.map((head, index) => [head, list[index]]),
  ) as Outputs;
}
