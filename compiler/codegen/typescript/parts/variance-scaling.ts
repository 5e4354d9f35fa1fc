import {
  defineInitializer,
  type InitializerConfig,
  seedOf,
} from "./define-initializer.ts";
import * as tf from "./tf.ts";

/** How many inputs and outputs a cell of a kernel has, as Keras counts. */
function fansOf(shape: number[]): { inputs: number; outputs: number } {
  const [only = 1] = shape;
  if (shape.length < 2) return { inputs: only, outputs: only };
  const window = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return {
    inputs: window * (shape.at(-2) ?? 1),
    outputs: window * (shape.at(-1) ?? 1),
  };
}

// A normal distribution cut at two deviations deviates by this much of what it did.
const left = 0.87962566103423978;

const scaled = defineInitializer(
  "Keras>VarianceScaling",
  (
    shape,
    options: {
      scale: number;
      mode: string;
      distribution: string;
      seed: number | null;
    },
  ) => {
    const { inputs, outputs } = fansOf(shape);
    const fan =
      { fanIn: inputs, fanOut: outputs }[options.mode] ??
      (inputs + outputs) / 2;
    const variance = options.scale / Math.max(1, fan);
    const seed = seedOf(options.seed);
    if (options.distribution === "uniform") {
      const limit = Math.sqrt(3 * variance);
      return tf.randomUniform(shape, -limit, limit, "float32", seed);
    }
    const deviation = Math.sqrt(variance);
    return options.distribution === "truncatedNormal"
      ? tf.truncatedNormal(shape, 0, deviation / left, "float32", seed)
      : tf.randomNormal(shape, 0, deviation, "float32", seed);
  },
);

export interface VarianceScalingOptions {
  scale?: number;
  mode?: "fanIn" | "fanOut" | "fanAvg";
  distribution?: "truncatedNormal" | "untruncatedNormal" | "uniform";
  seed?: number;
}

/** With the variance scale / fan. */
export const varianceScaling = ({
  scale = 1,
  mode = "fanIn",
  distribution = "truncatedNormal",
  seed,
}: VarianceScalingOptions = {}): InitializerConfig =>
  scaled({ scale, mode, distribution, seed: seed ?? null });
