import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched } from '../../ir/extent.ts';
import { shapeOf } from './input-shape.ts';

/** A part of an image. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The pixels of a box. */
export function cropImage(build: Builder, x: Value, { top, left, height, width }: Box): Value {
  const [fromHeight, fromWidth, channels = 1] = shapeOf(x);
  if (height === fromHeight && width === fromWidth) return x;
  return build.op('slice', [x], {
    begin: [0, top, left, 0],
    size: batched([height, width, channels]),
    strides: [1, 1, 1, 1],
  });
}

/** How long an axis is beside `other` in the proportion `target` : `targetOther`, as TensorFlow rounds it. */
const proportional = (other: number, target: number, targetOther: number): number =>
  Math.floor(Math.fround((other * target) / targetOther));

/** The largest box in the middle of an image with the proportions of another size (Keras's `smart_resize`). */
export function boxOfAspect(height: number, width: number, toHeight: number, toWidth: number): Box {
  const boxHeight = Math.max(Math.min(height, proportional(width, toHeight, toWidth)), 1);
  const boxWidth = Math.max(Math.min(width, proportional(height, toWidth, toHeight)), 1);
  return {
    top: Math.floor((height - boxHeight) / 2),
    left: Math.floor((width - boxWidth) / 2),
    height: boxHeight,
    width: boxWidth,
  };
}

/** An image with as much added on both sides as brings it to the proportions of another size. */
export function padToAspect(
  build: Builder,
  x: Value,
  [toHeight, toWidth]: readonly [number, number],
  value: number,
): Value {
  const [height = 1, width = 1] = shapeOf(x);
  const down = Math.floor((Math.max(height, proportional(width, toHeight, toWidth)) - height) / 2);
  const across = Math.floor((Math.max(width, proportional(height, toWidth, toHeight)) - width) / 2);
  if (down === 0 && across === 0) return x;
  return build.op('pad', [x], {
    paddings: [
      [0, 0],
      [down, down],
      [across, across],
      [0, 0],
    ],
    value,
  });
}
