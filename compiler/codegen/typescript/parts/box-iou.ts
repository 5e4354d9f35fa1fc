import type { Metric } from "./objective.ts";
import * as tf from "./tf.ts";

/** What `prepare` makes of a box. */
export type BoxStep =
  | { readonly kind: "sqrtSize" }
  | {
      readonly kind: "rescaling";
      readonly scale: number;
      readonly offset: number;
    };

const firstTwo = (box: tf.Tensor): tf.Tensor => tf.slice(box, [0, 0], [-1, 2]);
const lastTwo = (box: tf.Tensor): tf.Tensor => tf.slice(box, [0, 2], [-1, 2]);

/** Boxes as they were before `prepare`. */
export const decodeBox = (
  box: tf.Tensor,
  steps: readonly BoxStep[],
): tf.Tensor =>
  steps.reduceRight<tf.Tensor>(
    (value, step) =>
      step.kind === "rescaling"
        ? tf.div(tf.sub(value, step.offset), step.scale)
        : tf.concat([firstTwo(value), tf.square(lastTwo(value))], 1),
    box,
  );

function edgesOf(
  box: tf.Tensor,
  format: "center" | "corners",
): { low: tf.Tensor; high: tf.Tensor } {
  if (format === "corners") return { low: firstTwo(box), high: lastTwo(box) };
  const half = tf.mul(lastTwo(box), 0.5);
  return {
    low: tf.sub(firstTwo(box), half),
    high: tf.add(firstTwo(box), half),
  };
}

const areaBetween = (low: tf.Tensor, high: tf.Tensor): tf.Tensor =>
  tf.prod(tf.relu(tf.sub(high, low)), 1);

/** Intersection over union of boxes; what `prepare` makes of a box is undone first. */
export const boxIou =
  ({
    format = "center",
    steps = [],
  }: {
    format?: "center" | "corners";
    steps?: readonly BoxStep[];
  } = {}): Metric =>
  (target, prediction) => {
    const a = edgesOf(decodeBox(target, steps), format);
    const b = edgesOf(decodeBox(prediction, steps), format);
    const shared = areaBetween(
      tf.maximum(a.low, b.low),
      tf.minimum(a.high, b.high),
    );
    const union = tf.sub(
      tf.add(areaBetween(a.low, a.high), areaBetween(b.low, b.high)),
      shared,
    );
    return tf.div(shared, tf.maximum(union, 1e-7));
  };
