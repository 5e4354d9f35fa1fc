import { batched } from '../program/size.ts';
import { type AnyLayerDefinition, defineLayer } from './define-layer.ts';
import { formatSizes, shapeOf } from './input-shape.ts';
import { marginsOf } from './margins.ts';
import { axisNames } from './window.ts';

const left = (cropping: readonly number[], size: number, axis: number): number => {
  const [before, after] = marginsOf(cropping, axis);
  return size - before - after;
};

function defineCropping(kind: string, axes: 1 | 2 | 3, initial: number, what: string): AnyLayerDefinition {
  return defineLayer({
    kind,
    doc: `Cells taken away at the sides of ${what}.`,
    params: {
      cropping: {
        type: 'margins',
        rank: axes,
        default: Array.from({ length: 2 * axes }, () => initial),
        doc: 'How many cells: everywhere, or along each axis, or [before, after] along each axis.',
      },
    },
    rank: [axes + 1],
    infer(params, input) {
      const output = input.map((size, axis) => left(params.cropping, size, axis));
      const axis = output.findIndex((size) => size < 1);
      if (axis < 0) return output;
      const [before, after] = marginsOf(params.cropping, axis);
      return {
        parameter: 'cropping',
        message: `nothing is left of ${formatSizes(input)}`,
        notes: [`${axisNames[axes]?.[axis] ?? ''}: ${input[axis] ?? 0} − ${before} − ${after} < 1`],
      };
    },
    lower({ build }, params, x) {
      const size = shapeOf(x).map((whole, axis) => left(params.cropping, whole, axis));
      const begin = x.shape.map((_, axis) => marginsOf(params.cropping, axis - 1)[0]);
      return build.op('slice', [x], { begin, size: batched(size), strides: begin.map(() => 1) });
    },
  });
}

export const cropping1d = defineCropping('Cropping1D', 1, 1, 'a sequence');
export const cropping2d = defineCropping('Cropping2D', 2, 0, 'an image');
export const cropping3d = defineCropping('Cropping3D', 3, 1, 'a volume');
