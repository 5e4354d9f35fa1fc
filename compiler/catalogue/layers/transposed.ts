import { sizeOf } from '../../sizes/shape.ts';
import { multiply } from '../../sizes/size.ts';
import { type AnyLayerDefinition, concreteShape, defineLayer, mapShape } from './define-layer.ts';
import { biasOf, finish } from './finish.ts';
import { shapeOf } from './input-shape.ts';
import { transposes } from './lower-transposed.ts';
import {
  kernelLimits,
  activation,
  biasInitializer,
  kernelInitializer,
  padding,
  useBias,
  windowSizes,
} from './shared-parameters.ts';
import { grownShape } from './transposed-shape.ts';

function defineTransposed(axes: 1 | 2 | 3, positional: number, extent: string): AnyLayerDefinition {
  const ones = Array.from({ length: axes }, () => 1);
  const transpose = transposes[axes];
  if (transpose === undefined) throw new RangeError(`nothing transposes ${axes} axes`);
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
      ...kernelLimits,
    },
    positional,
    rank: [axes + 1],
    infer: (params, input) => mapShape(grownShape(params, input), (grown) => [...grown, params.filters]),
    weights: (params, input) => [
      {
        name: 'kernel',
        shape: [...params.kernel_size, params.filters, input.at(-1) ?? 0],
        initializer: params.kernel_initializer,
        trainable: true,
      },
      ...biasOf(params, params.filters),
    ],
    macs: (params, input) => multiply(sizeOf(params.kernel_size) * params.filters, sizeOf(input)),
    lower(context, params, x) {
      const grown = concreteShape(grownShape(params, shapeOf(x)));
      return finish(context, params, transpose(context.build, params, x, context.weight('kernel'), grown));
    },
  });
}

export const conv1dTranspose = defineTransposed(1, 5, 'Length');
export const conv2dTranspose = defineTransposed(2, 5, 'Height and width');
/** Keras has `data_format` before `output_padding` here. */
export const conv3dTranspose = defineTransposed(3, 4, 'Depth, height and width');
