import {
  defineInitializer,
  type InitializerConfig,
  seedOf,
} from "./define-initializer.ts";
import * as tf from "./tf.ts";

const drawOrthogonal = defineInitializer(
  "Keras>Orthogonal",
  (shape, { gain, seed }: { gain: number; seed: number | null }) => {
    const columns = shape.at(-1) ?? 1;
    const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
    const normal = tf.randomNormal(
      [Math.max(rows, columns), Math.min(rows, columns)],
      0,
      1,
      "float32",
      seedOf(seed),
    );
    const [q, r] = tf.linalg.qr(normal);
    const size = Math.min(rows, columns);
    // The diagonal of r made positive, so that the matrices are drawn evenly.
    const signs = tf.sign(tf.sum(tf.mul(r, tf.eye(size)), 0, true));
    const matrix = tf.mul(q, signs);
    return tf.reshape(
      tf.mul(rows < columns ? tf.transpose(matrix) : matrix, gain),
      shape,
    );
  },
);

/** An orthogonal matrix: the others of a kernel's axes taken together, and its last. */
export const orthogonal = ({
  gain = 1,
  seed,
}: { gain?: number; seed?: number } = {}): InitializerConfig =>
  drawOrthogonal({ gain, seed: seed ?? null });
