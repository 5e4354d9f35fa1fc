import type { Shape } from '../graph/graph.ts';
import type { Pair } from '../ops/op-attributes.ts';
import type { Problem } from './define-layer.ts';
import { type Sliding, stridesAndDilation } from './sliding.ts';
import { axisNames, reach } from './window.ts';

/** What sets the size of a transposed convolution. */
export interface Transposed extends Sliding {
  readonly output_padding: readonly number[] | null;
}

const along = (params: Transposed, axis: number) => ({
  stride: params.strides[axis] ?? 1,
  extent: reach(params.kernel_size[axis] ?? 1, params.dilation_rate[axis] ?? 1),
  extra: params.output_padding?.[axis],
});

/** The size that is made of `size` cells: Keras 3's `_get_output_shape_given_tf_padding`. */
function grownSize(params: Transposed, axis: number, size: number): number {
  const { stride, extent, extra } = along(params, axis);
  const between = (size - 1) * stride;
  if (params.padding === 'valid') return between + extent + (extra ?? Math.max(stride - extent, 0));
  return extra === undefined ? size * stride : between + (extent % 2) + extra;
}

/** A convolution of the output must give the input's size, or nothing is its transpose. */
function axisProblem(params: Transposed, axis: number, size: number): Problem | undefined {
  const { stride, extra } = along(params, axis);
  const parameter = 'output_padding';
  if (extra !== undefined && extra >= stride) {
    return { parameter, message: `an output padding of ${extra} is not below the stride of ${stride}` };
  }
  const grown = grownSize(params, axis, size);
  if (params.padding === 'valid' || Math.ceil(grown / stride) === size) return undefined;
  const name = axisNames[params.kernel_size.length]?.[axis] ?? '';
  return {
    parameter,
    message: `no convolution makes ${size} cells of the ${grown} that the output would have`,
    notes: [`${name}: ⌈${grown} / ${stride}⌉ = ${Math.ceil(grown / stride)}`],
    fix: 'another `output_padding`, or none',
  };
}

/** The sizes that a transposed convolution makes of an input, or why there are none. */
export function grownShape(params: Transposed, input: Shape): Shape | Problem {
  const spatial = input.slice(0, params.kernel_size.length);
  const [problem] = spatial.flatMap((size, axis) => axisProblem(params, axis, size) ?? []);
  return stridesAndDilation(params) ?? problem ?? spatial.map((size, axis) => grownSize(params, axis, size));
}

/** The padding, along each axis, of the convolution that this is the transpose of. */
export function transposedPaddings(params: Transposed, input: Shape, output: Shape): readonly Pair[] {
  return params.kernel_size.map((_, axis): Pair => {
    const { stride, extent } = along(params, axis);
    if (params.padding === 'valid') return [0, 0];
    const total = Math.max(((input[axis] ?? 1) - 1) * stride + extent - (output[axis] ?? 1), 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
}
