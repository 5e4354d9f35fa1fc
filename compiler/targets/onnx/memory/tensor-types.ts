import { sizeOf } from '../../../sizes/shape.ts';
import type { ElementType, OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor } from '../onnx-model.ts';
import { elementTypes } from '../onnx-model.ts';

/** What a tensor of a graph is. */
export interface OnnxType {
  readonly elementType: ElementType;
  readonly dims: readonly number[];
}

const elementBytes: Readonly<Record<ElementType, number>> = { float32: 4, int32: 4, int64: 8, bool: 1 };

export const bytesOf = ({ elementType, dims }: OnnxType): number => elementBytes[elementType] * sizeOf(dims);

/**
 * The type of every tensor of a graph that the compiler wrote, by its name: shape inference for just the operators
 * that it writes, as ONNX defines them. Throws for one that it does not know.
 */
export function tensorTypes(graph: OnnxGraph): ReadonlyMap<string, OnnxType> {
  const types = new Map<string, OnnxType>();
  const constants = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  for (const { name, elementType, dims } of [...graph.inputs, ...graph.initializers])
    if (elementType !== 'uint8') types.set(name, { elementType, dims });
  for (const node of graph.nodes) {
    const made = inferNode(new NodeReader(node, types, constants));
    node.outputs.forEach((output, index) => {
      const type = made[index] ?? made[0];
      if (type !== undefined) types.set(output, type);
    });
  }
  return types;
}

/** A node's operands and attributes, typed. */
class NodeReader {
  readonly opType: string;
  readonly inputs: readonly OnnxType[];
  readonly #node: OnnxNode;
  readonly #constants: ReadonlyMap<string, OnnxTensor>;

  constructor(
    node: OnnxNode,
    types: ReadonlyMap<string, OnnxType>,
    constants: ReadonlyMap<string, OnnxTensor>,
  ) {
    this.opType = node.opType;
    this.#node = node;
    this.#constants = constants;
    this.inputs = node.inputs.map((name) => {
      const type = types.get(name);
      if (type === undefined) throw new RangeError(`${node.name} reads ${name} before it is made`);
      return type;
    });
  }

  input(index: number): OnnxType {
    const type = this.inputs[index];
    if (type === undefined) throw new RangeError(`${this.#node.name} has no input ${index}`);
    return type;
  }

  /** A constant operand's numbers; nothing where it is left out. */
  numbers(index: number): readonly number[] {
    const tensor = this.#constants.get(this.#node.inputs[index] ?? '');
    return tensor === undefined ? [] : Array.from(tensor.data, Number);
  }

  list(name: string): readonly number[] | undefined {
    const value: OnnxAttribute | undefined = this.#node.attributes[name];
    return Array.isArray(value) ? (value as readonly number[]) : undefined;
  }

  integer(name: string, otherwise: number): number {
    const value = this.#node.attributes[name];
    return typeof value === 'number' ? value : otherwise;
  }
}

type Inference = (node: NodeReader) => readonly OnnxType[];

const like: Inference = (node) => [node.input(0)];

const broadcastAs =
  (elementType?: ElementType): Inference =>
  (node) => [
    {
      elementType: elementType ?? (node.inputs.at(-1) ?? node.input(0)).elementType,
      dims: node.inputs.map(({ dims }) => dims).reduce(broadcast),
    },
  ];

function broadcast(a: readonly number[], b: readonly number[]): readonly number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [x = 1, y = 1] = [a[axis + a.length - rank], b[axis + b.length - rank]];
    return x === 1 ? y : x;
  });
}

const reduce: Inference = (node) => {
  const { dims, elementType } = node.input(0);
  const axes = new Set(node.numbers(1).map((axis) => (axis < 0 ? axis + dims.length : axis)));
  const keep = node.integer('keepdims', 1) === 1;
  const left = dims.flatMap((size, axis) => (axes.has(axis) ? (keep ? [1] : []) : [size]));
  return [{ elementType, dims: left }];
};

/** Sizes behind a window over the last axes, rounded down. */
function slid(node: NodeReader, dims: readonly number[], kernel: readonly number[]): number[] {
  const axes = kernel.length;
  const pads = node.list('pads') ?? [];
  return kernel.map((taps, axis) => {
    const size = dims[dims.length - axes + axis] ?? 1;
    const reach = (taps - 1) * (node.list('dilations')?.[axis] ?? 1) + 1;
    const whole = size + (pads[axis] ?? 0) + (pads[axes + axis] ?? 0);
    return Math.floor((whole - reach) / (node.list('strides')?.[axis] ?? 1)) + 1;
  });
}

const conv: Inference = (node) => {
  const [x, w] = [node.input(0), node.input(1)];
  const spatial = slid(node, x.dims, node.list('kernel_shape') ?? w.dims.slice(2));
  return [{ elementType: x.elementType, dims: [x.dims[0] ?? 1, w.dims[0] ?? 1, ...spatial] }];
};

const pool: Inference = (node) => {
  const { dims, elementType } = node.input(0);
  const pooled = [...dims.slice(0, 2), ...slid(node, dims, node.list('kernel_shape') ?? [])];
  return [
    { elementType, dims: pooled },
    { elementType: 'int64', dims: pooled },
  ];
};

const shapedBy =
  (index: number): Inference =>
  (node) => {
    const { dims, elementType } = node.input(0);
    const wanted = node.numbers(index);
    const known = wanted.filter((size) => size >= 0).reduce((product, size) => product * size, 1);
    return [{ elementType, dims: wanted.map((size) => (size < 0 ? sizeOf(dims) / known : size)) }];
  };

const slice: Inference = (node) => {
  const { dims, elementType } = node.input(0);
  const [starts, ends, axes, steps] = [1, 2, 3, 4].map((index) => node.numbers(index));
  const sizes = [...dims];
  axes?.forEach((axis, position) => {
    const size = dims[axis] ?? 1;
    const step = steps?.[position] ?? 1;
    const from = clamped(starts?.[position] ?? 0, size, step);
    const to = clamped(ends?.[position] ?? size, size, step);
    sizes[axis] = Math.max(0, Math.ceil((to - from) / step));
  });
  return [{ elementType, dims: sizes }];
};

/** A position of `Slice` as an index; -1 before the first where it runs backwards. */
function clamped(position: number, size: number, step: number): number {
  const index = position < 0 ? position + size : position;
  return step > 0 ? Math.min(Math.max(index, 0), size) : Math.min(Math.max(index, -1), size - 1);
}

const inference: Readonly<Record<string, Inference>> = {
  ...Object.fromEntries(
    [
      ...[
        'Neg',
        'Abs',
        'Sign',
        'Exp',
        'Log',
        'Sqrt',
        'Reciprocal',
        'Floor',
        'Relu',
        'Sigmoid',
        'Tanh',
        'Erf',
      ],
      ...['HardSigmoid', 'Identity', 'Softmax', 'LogSoftmax', 'ScatterElements'],
    ].map((opType) => [opType, like]),
  ),
  ...Object.fromEntries(
    ['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Pow', 'Where'].map((opType) => [opType, broadcastAs()]),
  ),
  ...Object.fromEntries(['Equal', 'Greater', 'GreaterOrEqual'].map((name) => [name, broadcastAs('bool')])),
  ...Object.fromEntries(
    ['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceSumSquare'].map((opType) => [opType, reduce]),
  ),
  Conv: conv,
  MaxPool: pool,
  AveragePool: (node) => pool(node).slice(0, 1),
  MaxUnpool: shapedBy(2),
  Reshape: shapedBy(1),
  Expand: (node) => [
    { elementType: node.input(0).elementType, dims: broadcast(node.input(0).dims, node.numbers(1)) },
  ],
  Transpose: (node) => {
    const { dims, elementType } = node.input(0);
    return [{ elementType, dims: (node.list('perm') ?? []).map((axis) => dims[axis] ?? 1) }];
  },
  Pad: (node) => {
    const { dims, elementType } = node.input(0);
    const pads = node.numbers(1);
    const sizes = dims.map((size, axis) => size + (pads[axis] ?? 0) + (pads[axis + dims.length] ?? 0));
    return [{ elementType, dims: sizes }];
  },
  Slice: slice,
  Concat: (node) => {
    const { dims, elementType } = node.input(0);
    const along = node.integer('axis', 0);
    const total = node.inputs.reduce((sum, input) => sum + (input.dims[along] ?? 0), 0);
    return [{ elementType, dims: dims.with(along, total) }];
  },
  Cast: (node) => {
    const wanted = node.integer('to', elementTypes.float32);
    const found = (Object.keys(elementTypes) as ElementType[]).find((name) => elementTypes[name] === wanted);
    return [{ elementType: found ?? 'float32', dims: node.input(0).dims }];
  },
  ArgMax: (node) => {
    const { dims } = node.input(0);
    const axis = node.integer('axis', 0);
    return [{ elementType: 'int64', dims: dims.filter((_, index) => index !== axis) }];
  },
  Gemm: (node) => {
    const [a, b] = [node.input(0), node.input(1)];
    const rows = a.dims[node.integer('transA', 0)] ?? 1;
    const columns = b.dims[1 - node.integer('transB', 0)] ?? 1;
    return [{ elementType: a.elementType, dims: [rows, columns] }];
  },
  MatMul: (node) => {
    const [a, b] = [node.input(0), node.input(1)];
    return [{ elementType: a.elementType, dims: [...a.dims.slice(0, -1), b.dims.at(-1) ?? 1] }];
  },
  LayerNormalization: (node) => {
    const { dims, elementType } = node.input(0);
    const axis = node.integer('axis', -1);
    const statistics = { elementType, dims: dims.map((size, index) => (index < axis ? size : 1)) };
    return [node.input(0), statistics, statistics];
  },
};

function inferNode(node: NodeReader): readonly OnnxType[] {
  const infer = inference[node.opType];
  if (infer === undefined) throw new RangeError(`no shape is known for the operator ${node.opType}`);
  return infer(node);
}
