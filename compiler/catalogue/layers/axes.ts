import type { ConcreteShape, Shape } from '../../sizes/shape.ts';
import type { Problem } from './define-layer.ts';
import { formatSizes } from './input-shape.ts';

/** Axes as Keras counts them (the batch is 0, −1 the last) as indices without the batch, or which one there is not. */
export function axisIndices(
  axes: readonly number[],
  input: Shape,
  parameter: string,
): ConcreteShape | Problem {
  const indices = axes.map((axis) => (axis < 0 ? axis + input.length : axis - 1));
  if (axes.includes(0)) return { parameter, message: 'axis 0 is the batch and cannot be named' };
  const wrong = indices.findIndex((index) => index < 0 || index >= input.length);
  if (wrong >= 0) {
    return {
      parameter,
      message: `there is no axis ${axes[wrong] ?? 0} in ${formatSizes(input)}`,
      notes: [`axes are 1 to ${input.length}, or −1 to −${input.length}`],
    };
  }
  if (new Set(indices).size < indices.length) return { parameter, message: 'an axis is named twice' };
  return indices;
}

/** The indices of axes that are known to be there, in order. */
export const sortedAxes = (axes: readonly number[], rank: number): readonly number[] =>
  axes.map((axis) => (axis < 0 ? axis + rank : axis - 1)).toSorted((a, b) => a - b);
