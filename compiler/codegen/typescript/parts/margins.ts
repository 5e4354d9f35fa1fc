import { Op } from "./op.ts";
import { item } from "./options.ts";
import * as tf from "./tf.ts";

/** Cells at the sides: one number, one an axis, or [before, after] an axis (for a sequence: of its one axis). */
export type Margins = number | number[] | [number, number][];

/** [before, after] of each of `axes` axes. */
export function marginsOf(margins: Margins, axes: number): [number, number][] {
  if (!Array.isArray(margins))
    return Array.from({ length: axes }, () => [margins, margins]);
  if (axes === 1 && margins.length === 2 && typeof margins[0] === "number")
    return [margins as [number, number]];
  return margins.map((margin) =>
    Array.isArray(margin) ? margin : [margin, margin],
  );
}

interface MarginOptions {
  margins: [number, number][];
}

/** Cells taken away at the sides. */
export class Cropping extends Op<MarginOptions> {
  static readonly className: string = "Keras>Cropping";

  protected override shape(input: tf.Shape): tf.Shape {
    return input.map((size, axis) => {
      const [before, after] = this.options.margins[axis - 1] ?? [0, 0];
      return size === null ? null : size - before - after;
    });
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const begin = x.shape.map(
      (_, axis) => this.options.margins[axis - 1]?.[0] ?? 0,
    );
    return tf.slice(x, begin, this.shape(x.shape) as number[]);
  }
}
tf.serialization.registerClass(Cropping);

/** Zeros added at the sides. */
export class ZeroPadding extends Op<MarginOptions> {
  static readonly className: string = "Keras>ZeroPadding";

  protected override shape(input: tf.Shape): tf.Shape {
    return input.map((size, axis) => {
      const [before, after] = this.options.margins[axis - 1] ?? [0, 0];
      return size === null ? null : size + before + after;
    });
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return tf.pad(x, [
      [0, 0],
      ...x.shape
        .slice(1, -1)
        .map((_, axis) => item(this.options.margins, axis)),
      [0, 0],
    ]);
  }
}
tf.serialization.registerClass(ZeroPadding);
