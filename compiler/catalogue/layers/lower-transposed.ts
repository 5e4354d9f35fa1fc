import type { ConcreteShape } from '../../sizes/shape.ts';
import { scatterTap } from '../../ops/decompositions/scatter-tap.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched, batchSize, fixed, fixedShape, known, scale } from '../../ir/extent.ts';
import { shapeOf } from './input-shape.ts';
import { asRow, fromRow, rowKernel, rowSliding } from './rows.ts';
import { type Transposed, transposedPaddings } from './transposed-shape.ts';
import { pair } from './window.ts';

/** Transposes by a kernel (…sizes, filters, channels) to an output of these sizes, without bias. */
type Transpose = (
  build: Builder,
  params: Transposed,
  x: Value,
  kernel: Value,
  output: ConcreteShape,
) => Value;

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

/** How one, two or three axes are transposed. */
export const transposes = [undefined, overSequence, overImage, overVolume];
