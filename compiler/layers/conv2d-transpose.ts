import { type Shape, sizeOf } from '../graph/graph.ts';
import type { Pair } from '../ops/op-attributes.ts';
import { batched } from '../program/size.ts';
import { type Sliding, biasOf, finish, stridesAndDilation } from './convolution.ts';
import { defineLayer, isProblem, type Problem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import {
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  unsupportedRegularisers,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { axisNames, pair, reach } from './window.ts';

interface Transposed extends Sliding {
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
  return {
    parameter,
    message: `no convolution makes ${size} cells of the ${grown} that the output would have`,
    notes: [`${axisNames[2]?.[axis] ?? ''}: ⌈${grown} / ${stride}⌉ = ${Math.ceil(grown / stride)}`],
    fix: 'another `output_padding`, or none',
  };
}

function grownShape(params: Transposed, input: Shape): Shape | Problem {
  const spatial = input.slice(0, 2);
  const problem =
    stridesAndDilation(params) ?? spatial.flatMap((size, axis) => axisProblem(params, axis, size) ?? [])[0];
  return problem ?? spatial.map((size, axis) => grownSize(params, axis, size));
}

/** The padding of the convolution that this is the transpose of. */
function paddingAlong(params: Transposed, axis: number, input: number, output: number): Pair {
  const { stride, extent } = along(params, axis);
  if (params.padding === 'valid') return [0, 0];
  const total = Math.max((input - 1) * stride + extent - output, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

export const conv2dTranspose = defineLayer({
  kind: 'Conv2DTranspose',
  aliases: ['Convolution2DTranspose'],
  doc: 'A transposed 2D convolution: makes an image that a convolution of these strides would shrink to the input.',
  params: {
    filters: { type: 'integer', minimum: 1, doc: 'Output channels.' },
    kernel_size: windowSizes(2, 'Height and width of the kernels.'),
    strides: { ...windowSizes(2, 'By how much the image grows.'), default: [1, 1] },
    padding: { ...padding, doc: '`valid`: every cell a kernel reaches; `same`: input · stride.' },
    output_padding: {
      type: 'sizes',
      rank: 2,
      minimum: 0,
      nullable: true,
      default: null,
      doc: 'Rows and columns more at the end, below the strides; `none`: as `padding` says.',
    },
    dilation_rate: { ...windowSizes(2, 'Distance of the kernel’s cells.'), default: [1, 1] },
    activation,
    use_bias: useBias,
    kernel_initializer: kernelInitializer,
    bias_initializer: biasInitializer,
  },
  positional: 5,
  unsupported: unsupportedRegularisers,
  rank: [3],
  infer(params, input) {
    const grown = grownShape(params, input);
    return isProblem(grown) ? grown : [...grown, params.filters];
  },
  weights: (params, input) => [
    {
      name: 'kernel',
      shape: [...params.kernel_size, params.filters, input[2] ?? 0],
      initializer: params.kernel_initializer,
      trainable: true,
    },
    ...biasOf(params, params.filters),
  ],
  macs: (params, input) => sizeOf(params.kernel_size) * params.filters * sizeOf(input),
  lower(context, params, x) {
    const input = shapeOf(x);
    const grown = grownShape(params, input);
    if (isProblem(grown)) throw new RangeError(grown.message);
    const [vertical = [0, 0], horizontal = [0, 0]] = grown.map((size, axis) =>
      paddingAlong(params, axis, input[axis] ?? 1, size),
    );
    const result = context.build.op('conv2dInputGrad', [x, context.weight('kernel')], {
      strides: pair(params.strides),
      padding: [vertical, horizontal],
      dilations: pair(params.dilation_rate),
      groups: 1,
      inputShape: batched([...grown, params.filters]),
    });
    return finish(context, params, result);
  },
});
