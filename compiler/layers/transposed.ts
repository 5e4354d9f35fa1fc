import { type Shape, sizeOf } from '../graph/graph.ts';
import { scatterTap } from '../ops/decompositions/scatter-tap.ts';
import type { Builder } from '../program/builder.ts';
import type { Value } from '../program/ir.ts';
import { batched, batchSize, fixed, fixedShape, known, scale } from '../program/size.ts';
import { biasOf, finish } from './convolution.ts';
import { type AnyLayerDefinition, defineLayer, isProblem } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import { asRow, fromRow, rowKernel, rowSliding } from './rows.ts';
import {
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  unsupportedRegularisers,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { type Transposed, grownShape, transposedPaddings } from './transposed-shape.ts';
import { pair } from './window.ts';

/** Transposes by a kernel (…sizes, filters, channels) to an output of these sizes, without bias. */
type Transpose = (build: Builder, params: Transposed, x: Value, kernel: Value, output: Shape) => Value;

const overImage: Transpose = (build, params, x, kernel, output) => {
  const [vertical = [0, 0], horizontal = [0, 0]] = transposedPaddings(params, shapeOf(x), output);
  return build.op('conv2dInputGrad', [x, kernel], {
    strides: pair(params.strides),
    padding: [vertical, horizontal],
    dilations: pair(params.dilation_rate),
    groups: 1,
    inputShape: [x.shape[0] ?? batchSize, ...output.map(fixed), kernel.shape[2] ?? fixed(1)],
  });
};

const overSequence: Transpose = (build, params, x, kernel, output) => {
  const { output_padding: extra } = params;
  const sliding = { ...rowSliding(params), output_padding: extra === null ? null : [0, ...extra] };
  return fromRow(build, overImage(build, sliding, asRow(build, x), rowKernel(build, kernel), [1, ...output]));
};

/** Every slice transposed under each of the kernel's taps in depth, and put where the tap came from. */
const overVolume: Transpose = (build, params, x, kernel, [depth = 1, height = 1, width = 1]) => {
  const input = shapeOf(x);
  const [slices = 1, ...image] = input;
  const images = build.op('reshape', [x], { shape: [scale(batchSize, slices), ...image.map(fixed)] });
  const flat: Transposed = {
    ...params,
    kernel_size: params.kernel_size.slice(1),
    strides: params.strides.slice(1),
    dilation_rate: params.dilation_rate.slice(1),
    output_padding: params.output_padding?.slice(1) ?? null,
  };
  const [inDepth = [0, 0]] = transposedPaddings(params, input, [depth, height, width]);
  const [taps = 1, ...sizes] = kernel.shape.map(known);
  const stack = { shape: batched([depth, height * width, sizes[2] ?? 1]), dtype: 'float32' } as const;
  const parts = Array.from({ length: taps }, (_, tap) => {
    const size = fixedShape([1, ...sizes]);
    const begin = [tap, 0, 0, 0, 0];
    const slice = build.op('slice', [kernel], { begin, size, strides: begin.map(() => 1) });
    const filter = build.op('reshape', [slice], { shape: fixedShape(sizes) });
    const grown = overImage(build, flat, images, filter, [height, width]);
    const pixels = build.op('reshape', [grown], {
      shape: batched([slices, height * width, sizes[2] ?? 1]),
    });
    const from = [tap * (params.dilation_rate[0] ?? 1), 0] as const;
    const spaced = {
      poolSize: [1, 1],
      strides: [params.strides[0] ?? 1, 1],
      padding: [inDepth, [0, 0]],
    } as const;
    return scatterTap(build, pixels, from, spaced, stack);
  });
  const total = parts.reduce((sum, part) => build.op('add', [sum, part], {}));
  return build.op('reshape', [total], { shape: batched([depth, height, width, sizes[2] ?? 1]) });
};

const transposes = [undefined, overSequence, overImage, overVolume];

function defineTransposed(axes: 1 | 2 | 3, positional: number, extent: string): AnyLayerDefinition {
  const ones = Array.from({ length: axes }, () => 1);
  const transpose = transposes[axes] ?? overImage;
  return defineLayer({
    kind: `Conv${axes}DTranspose`,
    aliases: [`Convolution${axes}DTranspose`],
    doc: `A transposed ${axes}D convolution: makes what a convolution of these strides would shrink to the input.`,
    params: {
      filters: { type: 'integer', minimum: 1, doc: 'Output channels.' },
      kernel_size: windowSizes(axes, `${extent} of the kernels.`),
      strides: { ...windowSizes(axes, 'By how much the input grows.'), default: ones },
      padding: { ...padding, doc: '`valid`: every cell a kernel reaches; `same`: input · stride.' },
      output_padding: {
        ...windowSizes(axes, 'Cells more at the end, fewer than the strides; `none`: as `padding` says.'),
        minimum: 0,
        nullable: true,
        default: null,
      },
      dilation_rate: { ...windowSizes(axes, 'Distance of the kernel’s cells.'), default: ones },
      activation,
      use_bias: useBias,
      kernel_initializer: kernelInitializer,
      bias_initializer: biasInitializer,
    },
    positional,
    unsupported: unsupportedRegularisers,
    rank: [axes + 1],
    infer(params, input) {
      const grown = grownShape(params, input);
      return isProblem(grown) ? grown : [...grown, params.filters];
    },
    weights: (params, input) => [
      {
        name: 'kernel',
        shape: [...params.kernel_size, params.filters, input.at(-1) ?? 0],
        initializer: params.kernel_initializer,
        trainable: true,
      },
      ...biasOf(params, params.filters),
    ],
    macs: (params, input) => sizeOf(params.kernel_size) * params.filters * sizeOf(input),
    lower(context, params, x) {
      const grown = grownShape(params, shapeOf(x));
      if (isProblem(grown)) throw new RangeError(grown.message);
      return finish(context, params, transpose(context.build, params, x, context.weight('kernel'), grown));
    },
  });
}

export const conv1dTranspose = defineTransposed(1, 5, 'Length');
export const conv2dTranspose = defineTransposed(2, 5, 'Height and width');
/** Keras has `data_format` before `output_padding` here. */
export const conv3dTranspose = defineTransposed(3, 4, 'Depth, height and width');
