import type { ConcreteShape, Shape } from '../../sizes/shape.ts';
import type { Pair } from '../../ir/op-attributes.ts';
import { equal } from '../../sizes/condition.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { add, ceilDivide, multiply, type Size, subtract } from '../../sizes/size.ts';
import { type Inference, type Need, needing, type Problem } from './define-layer.ts';
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
function grownSize(params: Transposed, axis: number, size: Size): Size {
  const { stride, extent, extra } = along(params, axis);
  const between = multiply(subtract(size, 1), stride);
  if (params.padding === 'valid') return add(between, extent + (extra ?? Math.max(stride - extent, 0)));
  return extra === undefined ? multiply(size, stride) : add(between, (extent % 2) + extra);
}

const parameter = 'output_padding';

/** An output padding that reaches beyond the stride. */
function paddingProblem(params: Transposed, axis: number): Problem | undefined {
  const { stride, extra } = along(params, axis);
  if (extra === undefined || extra < stride) return undefined;
  return { parameter, message: `an output padding of ${extra} is not below the stride of ${stride}` };
}

/** A convolution of the output must give the input's size, or nothing is its transpose. */
function axisNeed(params: Transposed, axis: number, size: Size): Need {
  const { stride } = along(params, axis);
  const grown = grownSize(params, axis, size);
  const back = ceilDivide(grown, stride);
  const name = axisNames[params.kernel_size.length]?.[axis] ?? '';
  return {
    condition: params.padding === 'valid' || equal(back, size),
    problem: () => ({
      parameter,
      message: `no convolution makes ${formatSize(size)} cells of the ${formatSize(grown)} that the output would have`,
      notes: [`${name}: ⌈${formatSize(grown)} / ${stride}⌉ = ${formatSize(back)}`],
      fix: 'another `output_padding`, or none',
    }),
  };
}

/** The sizes that a transposed convolution makes of an input, or why there are none. */
export function grownShape(params: Transposed, input: Shape): Inference {
  const spatial = input.slice(0, params.kernel_size.length);
  const [problem] = spatial.flatMap((_, axis) => paddingProblem(params, axis) ?? []);
  const none = stridesAndDilation(params) ?? problem;
  if (none !== undefined) return none;
  return needing(
    spatial.map((size, axis) => grownSize(params, axis, size)),
    spatial.map((size, axis) => axisNeed(params, axis, size)),
  );
}

/** The padding, along each axis, of the convolution that this is the transpose of. */
export function transposedPaddings(
  params: Transposed,
  input: ConcreteShape,
  output: ConcreteShape,
): readonly Pair[] {
  return params.kernel_size.map((_, axis): Pair => {
    const { stride, extent } = along(params, axis);
    if (params.padding === 'valid') return [0, 0];
    const total = Math.max(((input[axis] ?? 1) - 1) * stride + extent - (output[axis] ?? 1), 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
}
