import {
  backend_util,
  broadcast_util,
  type DataType,
  slice_util,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import type { ShapeBackend } from './shape-backend.ts';

/** What a kernel is called with. */
export interface KernelCall {
  readonly backend: ShapeBackend;
  readonly input: (name: string) => TensorInfo;
  readonly has: (name: string) => boolean;
  readonly inputs: readonly TensorInfo[];
  readonly attributes: Attributes;
}

/** Those of any kernel that are read here. */
interface Attributes {
  readonly activation: string | undefined;
  readonly axis: number | number[];
  readonly begin: number[];
  readonly depth: number;
  readonly dilations: number | [number, number] | null;
  readonly dim: number;
  readonly dtype: DataType;
  readonly filterShape: [number, number, number, number];
  readonly filterSize: [number, number];
  readonly inputShape: number[];
  readonly keepDims: boolean;
  readonly numOrSizeSplits: number | number[];
  readonly pad: 'valid' | 'same' | number;
  readonly paddings: readonly (readonly [number, number])[];
  readonly perm: number[];
  readonly reductionIndices: number | number[];
  readonly reps: readonly number[];
  readonly shape: number[];
  readonly size: number[] & [number, number];
  readonly strides: [number, number];
}

export type Kernel<Result = TensorInfo> = (call: KernelCall) => Result;

const unary: Kernel = ({ backend, input }) => backend.make(input('x').shape, input('x').dtype);

const binary =
  (dtype?: DataType): Kernel =>
  ({ backend, input }) => {
    const [a, b] = [input('a'), input('b')];
    return backend.make(broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape), dtype ?? a.dtype);
  };

/** A result of the shape of one of the inputs. */
const like =
  (name: string): Kernel =>
  ({ backend, input }) =>
    backend.make(input(name).shape);

/** Sums, in a copy of which the axes are the last ones where they are not. */
const sum: Kernel = ({ backend, input, attributes: { axis, keepDims } }) => {
  const x = input('x');
  const axes = util.parseAxisParam(axis, x.shape);
  const permutation = backend_util.getAxesPermutation(axes, x.shape.length);
  const copy = permutation === undefined ? [] : [backend.make(x.shape, x.dtype)];
  const shape = reduced(x.shape, axes, false);
  const total = backend.make(shape, x.dtype === 'bool' ? 'int32' : x.dtype);
  backend.free(...copy);
  return { ...total, shape: reduced(x.shape, axes, keepDims) };
};

function reduced(shape: readonly number[], axes: readonly number[], keepDims: boolean): number[] {
  if (keepDims) return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** Each number divided by how many there are, then the sum. */
const mean: Kernel = (call) => {
  const { backend, input } = call;
  const [count, parts] = [backend.make([]), backend.make(input('x').shape)];
  const result = sum({ ...call, input: () => parts });
  backend.free(count, parts);
  return result;
};

const largest: Kernel = ({ backend, input, attributes: { reductionIndices, keepDims } }) => {
  const { shape, dtype } = input('x');
  return backend.make(reduced(shape, util.parseAxisParam(reductionIndices, shape), keepDims), dtype);
};

const argument: Kernel = ({ backend, input, attributes: { axis } }) => {
  const { shape } = input('x');
  return backend.make(reduced(shape, util.parseAxisParam(axis, shape), false), 'int32');
};

/** Largest, differences, powers, their sums, quotients. */
const softmax: Kernel = ({ backend, input }) => {
  const { shape } = input('logits');
  const rows = [...shape.slice(0, -1), 1];
  const made = [rows, shape, shape, rows].map((each) => backend.make(each));
  const result = backend.make(shape);
  backend.free(...made);
  return result;
};

const convolution =
  (depthwise: boolean): Kernel =>
  ({ backend, input, attributes: { strides, pad, dilations } }) => {
    const [x, filter] = [input('x').shape, input('filter').shape];
    const info = backend_util.computeConv2DInfo(
      x as Shape4D,
      filter as Shape4D,
      strides,
      dilations ?? 1,
      pad,
      undefined,
      depthwise,
    );
    return backend.make(info.outShape);
  };

type Shape4D = [number, number, number, number];

const pooling: Kernel = ({ backend, input, attributes: { filterSize, strides, pad } }) => {
  const info = backend_util.computePool2DInfo(input('x').shape as Shape4D, filterSize, strides, 1, pad);
  return backend.make(info.outShape);
};

const product: Kernel = ({ backend, input, attributes }) => {
  const { transposeA, transposeB } = attributes as unknown as Readonly<
    Record<'transposeA' | 'transposeB', boolean>
  >;
  const [a, b] = [input('a').shape, input('b').shape];
  const rows = a.at(transposeA ? -1 : -2) ?? 1;
  const columns = b.at(transposeB ? -2 : -1) ?? 1;
  const outer = broadcast_util.assertAndGetBroadcastShape(a.slice(0, -2), b.slice(0, -2));
  return backend.make([...outer, rows, columns]);
};

/** A kernel, then the bias, then the activation: each gives a tensor of its own. */
const withBias =
  (kernel: Kernel): Kernel =>
  (call) => {
    let result = kernel(call);
    const layers = [call.has('bias'), (call.attributes.activation ?? 'linear') !== 'linear'];
    for (const _ of layers.filter((present) => present)) {
      const before = result;
      result = call.backend.make(before.shape);
      call.backend.free(before);
    }
    return result;
  };

/** Of what loses no number by it, the same data. */
const cast: Kernel = ({ backend, input, attributes: { dtype } }) => {
  const x = input('x');
  return util.hasEncodingLoss(x.dtype, dtype)
    ? backend.make(x.shape, dtype)
    : backend.share(x, x.shape, dtype);
};

const reshape: Kernel = ({ backend, input, attributes: { shape } }) => {
  const x = input('x');
  return backend.share(x, util.inferFromImplicitShape(shape, util.sizeFromShape(x.shape)));
};

const slice: Kernel = ({ backend, input, attributes: { begin, size } }) => {
  const x = input('x');
  const [, sizes = []] = slice_util.parseSliceParams(x, begin, size);
  return backend.make(sizes, x.dtype);
};

const concat: Kernel = ({ backend, inputs, attributes: { axis } }) => {
  const shapes = inputs.map(({ shape }) => shape);
  const [along = 0] = util.parseAxisParam(axis, inputs[0]?.shape ?? []);
  return backend.make(backend_util.computeOutShape(shapes, along));
};

const split: Kernel<TensorInfo[]> = ({ backend, input, attributes: { numOrSizeSplits, axis } }) => {
  const x = input('x');
  const [along = 0] = util.parseAxisParam(axis, x.shape);
  return backend_util
    .prepareSplitSize(x as never, numOrSizeSplits, along)
    .map((part) => backend.make(x.shape.map((size, index) => (index === along ? part : size))));
};

/** By the library's names. */
export const kernelsOfShapes: Readonly<Record<string, Kernel<TensorInfo | TensorInfo[]>>> = {
  Add: binary(),
  Sub: binary(),
  Multiply: binary(),
  RealDiv: binary(),
  Maximum: binary(),
  Minimum: binary(),
  SquaredDifference: binary(),
  Pow: binary(),
  Equal: binary('bool'),
  Greater: binary('bool'),
  GreaterEqual: binary('bool'),
  Less: binary('bool'),
  LessEqual: binary('bool'),
  LogicalAnd: binary('bool'),
  Abs: unary,
  ClipByValue: unary,
  Exp: unary,
  Floor: unary,
  Log: unary,
  Neg: unary,
  Relu: unary,
  Relu6: unary,
  Rsqrt: unary,
  Sigmoid: unary,
  Sign: unary,
  Sqrt: unary,
  Square: unary,
  Step: unary,
  Tanh: unary,
  ZerosLike: unary,
  OnesLike: unary,
  Softmax: softmax,
  Select: ({ backend, input }) => backend.make(input('t').shape, input('t').dtype),
  Cast: cast,
  Identity: ({ backend, input }) => backend.share(input('x'), input('x').shape),
  Reshape: reshape,
  Fill: ({ backend, attributes: { shape, dtype } }) => backend.make(shape, dtype),
  Tile: ({ backend, input, attributes: { reps } }) =>
    backend.make(
      input('x').shape.map((size, axis) => size * (reps[axis] ?? 1)),
      input('x').dtype,
    ),
  Transpose: ({ backend, input, attributes: { perm } }) =>
    backend.make(
      perm.map((axis) => input('x').shape[axis] ?? 1),
      input('x').dtype,
    ),
  PadV2: ({ backend, input, attributes: { paddings } }) =>
    backend.make(
      input('x').shape.map((size, axis) => size + (paddings[axis]?.[0] ?? 0) + (paddings[axis]?.[1] ?? 0)),
    ),
  Slice: slice,
  SplitV: split,
  Concat: concat,
  GatherV2: ({ backend, input, attributes: { axis } }) => {
    const [x, indices] = [input('x'), input('indices')];
    const [along = 0] = util.parseAxisParam(axis, x.shape);
    return backend.make([...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)], x.dtype);
  },
  OneHot: ({ backend, input, attributes: { depth, dtype } }) =>
    backend.make([...input('indices').shape, depth], dtype),
  Sum: sum,
  Mean: mean,
  Max: largest,
  Min: largest,
  ArgMax: argument,
  BatchMatMul: product,
  _FusedMatMul: withBias(product),
  FusedConv2D: withBias(convolution(false)),
  FusedDepthwiseConv2D: withBias(convolution(true)),
  FusedBatchNorm: like('x'),
  Conv2D: convolution(false),
  Conv2DBackpropInput: ({ backend, attributes: { inputShape } }) => backend.make(inputShape),
  Conv2DBackpropFilter: ({ backend, attributes: { filterShape } }) => backend.make(filterShape),
  DepthwiseConv2dNative: convolution(true),
  DepthwiseConv2dNativeBackpropInput: ({ backend, attributes: { inputShape } }) => backend.make(inputShape),
  DepthwiseConv2dNativeBackpropFilter: ({ backend, attributes: { filterShape } }) =>
    backend.make(filterShape),
  MaxPool: pooling,
  MaxPoolGrad: like('input'),
  AvgPool: pooling,
  AvgPoolGrad: like('input'),
  ResizeBilinear: ({ backend, input, attributes: { size } }) => {
    const [batch = 1, , , channels = 1] = input('images').shape;
    return backend.make([batch, ...size, channels]);
  },
  ResizeBilinearGrad: like('images'),
};
