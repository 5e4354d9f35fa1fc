import {
  defineInitializer,
  type InitializerConfig,
} from "./define-initializer.ts";
import * as tf from "./tf.ts";

const drawIdentityInitializer = defineInitializer(
  "Keras>Identity",
  ([rows = 1, columns = rows], { gain }: { gain: number }) =>
    tf.mul(tf.eye(rows, columns), gain),
);

/** An identity matrix. */
export const identityInitializer = ({
  gain = 1,
}: { gain?: number } = {}): InitializerConfig =>
  drawIdentityInitializer({ gain });
