import {
  defineInitializer,
  type InitializerConfig,
  seedOf,
} from "./define-initializer.ts";
import * as tf from "./tf.ts";

const drawRandomUniform = defineInitializer(
  "Keras>RandomUniform",
  (
    shape,
    {
      minval,
      maxval,
      seed,
    }: { minval: number; maxval: number; seed: number | null },
  ) => tf.randomUniform(shape, minval, maxval, "float32", seedOf(seed)),
);

/** Uniform between two values; tfjs's takes a bound of 0 for its default. */
export const randomUniform = ({
  minval = -0.05,
  maxval = 0.05,
  seed,
}: {
  minval?: number;
  maxval?: number;
  seed?: number;
} = {}): InitializerConfig =>
  drawRandomUniform({ minval, maxval, seed: seed ?? null });
