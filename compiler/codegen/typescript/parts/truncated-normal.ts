import {
  defineInitializer,
  type InitializerConfig,
  seedOf,
} from "./define-initializer.ts";
import * as tf from "./tf.ts";

const drawTruncatedNormal = defineInitializer(
  "Keras>TruncatedNormal",
  (
    shape,
    {
      mean,
      stddev,
      seed,
    }: { mean: number; stddev: number; seed: number | null },
  ) => tf.truncatedNormal(shape, mean, stddev, "float32", seedOf(seed)),
);

/** Normal, what is more than two deviations from the mean drawn again; tfjs's takes a deviation of 0 for its default. */
export const truncatedNormal = ({
  mean = 0,
  stddev = 0.05,
  seed,
}: { mean?: number; stddev?: number; seed?: number } = {}): InitializerConfig =>
  drawTruncatedNormal({ mean, stddev, seed: seed ?? null });
