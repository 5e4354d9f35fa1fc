import { batched } from '../../ir/extent.ts';
import { atLeast } from '../../sizes/condition.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { type Size, subtract } from '../../sizes/size.ts';
import { type AnyLayerDefinition, defineLayer, needing } from './define-layer.ts';
import { formatSizes, shapeOf } from './input-shape.ts';
import { marginsOf } from './margins.ts';
import { axisNames } from './window.ts';

const cropped = (cropping: readonly number[], axis: number): number => {
  const [before, after] = marginsOf(cropping, axis);
  return before + after;
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
      const left = input.map((size, axis) => subtract(size, cropped(params.cropping, axis)));
      const nothing = (size: Size, axis: number) => {
        const [before, after] = marginsOf(params.cropping, axis);
        return {
          parameter: 'cropping',
          message: `nothing is left of ${formatSizes(input)}`,
          notes: [`${axisNames[axes]?.[axis] ?? ''}: ${formatSize(size)} − ${before} − ${after} < 1`],
        };
      };
      return needing(
        left,
        left.map((size, axis) => ({
          condition: atLeast(size, 1),
          problem: () => nothing(input[axis] ?? 0, axis),
        })),
      );
    },
    keeps: () => 'sums',
    lower({ build }, params, x) {
      const size = shapeOf(x).map((whole, axis) => whole - cropped(params.cropping, axis));
      const begin = x.shape.map((_, axis) => marginsOf(params.cropping, axis - 1)[0]);
      return build.op('slice', [x], { begin, size: batched(size), strides: begin.map(() => 1) });
    },
  });
}

export const cropping1d = defineCropping('Cropping1D', 1, 1, 'a sequence');
export const cropping2d = defineCropping('Cropping2D', 2, 0, 'an image');
export const cropping3d = defineCropping('Cropping3D', 3, 1, 'a volume');
