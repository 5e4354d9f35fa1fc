import { multiply, type Size } from './size.ts';

/** Sizes of a tensor without the batch axis; images are (height, width, channels). */
export type Shape = readonly Size[];

/** A shape in which every size is a number. */
export type ConcreteShape = readonly number[];

export const isConcrete = (shape: Shape): shape is ConcreteShape =>
  shape.every((size) => typeof size === 'number');

/** Elements of a shape. */
export function sizeOf(shape: ConcreteShape): number;
export function sizeOf(shape: Shape): Size;
export function sizeOf(shape: Shape): Size {
  return shape.reduce(multiply, 1);
}
