import type { Names, Symbolic } from "./names.ts";
import { all, type LayerArgs, shapesOf } from "./op.ts";
import { item } from "./options.ts";
import { saved } from "./resolve.ts";
import * as tf from "./tf.ts";

export interface DetectionsOptions {
  /** How many cells of its level an object may reach; 8 where it is not given. */
  reach?: number;
  confidenceThreshold?: number;
  iouThreshold?: number;
  maxDetections?: number;
}

/** Rows of the cells of the maps of levels, the finest first. */
export class Detections extends tf.layers.Layer {
  static readonly className: string = "Keras>Detections";

  readonly #options: DetectionsOptions;

  constructor(options: DetectionsOptions & LayerArgs) {
    super(options);
    this.#options = options;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const shapes = shapesOf(inputShape);
    const cells = shapes.reduce(
      (sum, [, height, width]) => sum + (height ?? 0) * (width ?? 0),
      0,
    );
    const [batch = null, , , channels] = item(shapes, 0);
    return [batch, cells, (channels ?? 0) + 6];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const { reach = 8 } = this.#options;
      const maps = all(inputs);
      const levels = maps.map((map, index) => {
        const before = maps[index - 1];
        const least =
          before === undefined
            ? 0
            : (reach * item(map.shape, 2)) / item(before.shape, 2);
        return rows(map, least, index === maps.length - 1 ? 1e6 : reach);
      });
      return tf.concat(levels, 1);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...saved(this.#options), ...super.getConfig() };
  }
}
tf.serialization.registerClass(Detections);

/** The rows of a map: boxes from distances in cells, what is known of each cell, and logits. */
function rows(map: tf.Tensor, least: number, most: number): tf.Tensor {
  const [batch = 1, height = 1, width = 1, channels = 0] = map.shape;
  const cells = height * width;
  const flat = tf.reshape(map, [batch, cells, channels]);
  const part = (first: number, size: number): tf.Tensor =>
    tf.slice(flat, [0, 0, first], [batch, cells, size]);
  const known = Array.from({ length: cells }, (_, cell) => [
    ((cell % width) + 0.5) / width,
    (Math.floor(cell / width) + 0.5) / height,
    1 / width,
    1 / height,
    least,
    most,
  ]);
  const corners = known.map(([x = 0, y = 0]) => [x, y, x, y]);
  const away = [-1 / width, -1 / height, 1 / width, 1 / height];
  const boxes = tf.add(
    tf.mul(part(0, 4), tf.tensor(away, [1, 1, 4])),
    tf.tensor(corners.flat(), [1, cells, 4]),
  );
  const each = tf.broadcastTo(tf.tensor(known.flat(), [1, cells, 6]), [
    batch,
    cells,
    6,
  ]);
  return tf.concat([boxes, each, part(4, channels - 4)], 2);
}

/** Maps of levels, the finest first, as rows, one for each cell. */
export const detections = (
  at: Names,
  x: Symbolic[],
  options: DetectionsOptions = {},
): Symbolic =>
  at.apply("detections", (name) => new Detections({ ...options, name }), x);
