import {
  defineInitializer,
  type InitializerConfig,
  seedOf,
} from "./define-initializer.ts";
import * as tf from "./tf.ts";

const drawRandomNormal = defineInitializer(
  "Keras>RandomNormal",
  (
    shape,
    {
      mean,
      stddev,
      seed,
    }: { mean: number; stddev: number; seed: number | null },
  ) => tf.randomNormal(shape, mean, stddev, "float32", seedOf(seed)),
);

/** Normal; tfjs's takes a deviation of 0 for its default. */
export const randomNormal = ({
  mean = 0,
  stddev = 0.05,
  seed,
}: { mean?: number; stddev?: number; seed?: number } = {}): InitializerConfig =>
  drawRandomNormal({ mean, stddev, seed: seed ?? null });
