import { add } from '../../sizes/size.ts';
import { type AnyLayerDefinition, defineLayer } from './define-layer.ts';
import { marginsOf } from './margins.ts';

function defineZeroPadding(kind: string, axes: 1 | 2 | 3, what: string): AnyLayerDefinition {
  return defineLayer({
    kind,
    doc: `Zeros added at the sides of ${what}.`,
    params: {
      padding: {
        type: 'margins',
        rank: axes,
        default: Array.from({ length: 2 * axes }, () => 1),
        doc: 'How many cells: everywhere, or along each axis, or [before, after] along each axis.',
      },
    },
    rank: [axes + 1],
    infer: (params, input) =>
      input.map((size, axis) => {
        const [before, after] = marginsOf(params.padding, axis);
        return add(size, before + after);
      }),
    lower: ({ build }, params, x) =>
      build.op('pad', [x], {
        paddings: x.shape.map((_, axis) => marginsOf(params.padding, axis - 1)),
        value: 0,
      }),
  });
}

export const zeroPadding1d = defineZeroPadding('ZeroPadding1D', 1, 'a sequence');
export const zeroPadding2d = defineZeroPadding('ZeroPadding2D', 2, 'an image');
export const zeroPadding3d = defineZeroPadding('ZeroPadding3D', 3, 'a volume');
