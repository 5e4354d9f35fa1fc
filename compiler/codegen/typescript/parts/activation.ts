import type { Names, Symbolic } from "./names.ts";
import type { Activation } from "./options.ts";
import * as tf from "./tf.ts";

type ActivationConfig = Parameters<typeof tf.layers.activation>[0];

/** An activation function as a layer of its own. */
export const activation = (
  at: Names,
  x: Symbolic,
  options: { activation: Activation },
): Symbolic =>
  at.apply(
    "activation",
    (name) => tf.layers.activation({ ...(options as ActivationConfig), name }),
    x,
  );
