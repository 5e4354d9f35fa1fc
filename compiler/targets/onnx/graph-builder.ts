import type {
  ElementType,
  OnnxAttributes,
  OnnxGraph,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from './onnx-model.ts';

/** Collects the nodes and constants of a graph; constants of equal content are one. */
export class GraphBuilder {
  readonly inputs: OnnxValueInfo[] = [];
  readonly outputs: OnnxValueInfo[] = [];
  readonly #nodes: OnnxNode[] = [];
  readonly #constants = new Map<string, OnnxTensor>();
  readonly #byName = new Map<string, OnnxTensor>();
  /** The layer path that the nodes come from. */
  origin = '';
  /** Stands for the batch where it is left open: what is a multiple of it follows the batch. */
  readonly #openBatch: number | undefined;
  #batchLength: string | undefined;

  constructor(openBatch?: number) {
    this.#openBatch = openBatch;
  }

  /** Adds an operator and gives the names of its outputs. */
  nodes(opType: string, inputs: readonly string[], attributes: OnnxAttributes, count: number): string[] {
    const name = `${this.origin}/${opType}_${this.#nodes.length}`;
    const outputs = Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}:${index}`));
    this.#nodes.push({ opType, name, inputs, outputs, attributes });
    return outputs;
  }

  /** Adds an operator of one output and gives its name. */
  node(opType: string, inputs: readonly string[], attributes: OnnxAttributes = {}): string {
    const [output = ''] = this.nodes(opType, inputs, attributes, 1);
    return output;
  }

  /** A list of integers, as shapes and axes are given. */
  ints(values: readonly number[]): string {
    return this.#constant('int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  /** A tensor of floats. */
  floats(values: readonly number[], dims: readonly number[]): string {
    return this.#constant('float32', dims, Float32Array.from(values));
  }

  /** One number, of rank zero. */
  scalar(value: number, elementType: ElementType = 'float32'): string {
    if (elementType === 'int32') return this.#constant('int32', [], Int32Array.of(value));
    if (elementType === 'bool') return this.#constant('bool', [], Uint8Array.of(value === 0 ? 0 : 1));
    return this.floats([value], []);
  }

  /** The integers from zero up, as int32. */
  range(length: number, dims: readonly number[]): string {
    return this.#constant(
      'int32',
      dims,
      Int32Array.from({ length }, (_, index) => index),
    );
  }

  reshape(tensor: string, dims: readonly number[]): string {
    const constant = this.#byName.get(tensor);
    if (constant) return this.#constant(constant.elementType, dims, constant.data);
    const open = this.known(dims);
    if (open.filter((size) => size < 0).length > 1) return this.node('Reshape', [tensor, this.shape(dims)]);
    return this.node('Reshape', [tensor, this.ints(open)]);
  }

  /** Repeats a tensor to a shape. */
  expand(tensor: string, dims: readonly number[]): string {
    return this.node('Expand', [tensor, this.shape(dims)]);
  }

  /** Sizes, with −1 for those that follow an open batch. */
  known(dims: readonly number[]): number[] {
    return dims.map((size) => (this.#batches(size) === 0 ? size : -1));
  }

  /** A shape as a list of integers; sizes that follow an open batch are computed. */
  shape(dims: readonly number[]): string {
    if (dims.every((size) => this.#batches(size) === 0)) return this.ints(dims);
    const parts = dims.map((size) => {
      const times = this.#batches(size);
      if (times === 0) return this.ints([size]);
      return times === 1 ? this.#batch() : this.node('Mul', [this.#batch(), this.ints([times])]);
    });
    return this.node('Concat', parts, { axis: 0 });
  }

  /** How many batches a size is; none where it does not follow an open batch. */
  #batches(size: number): number {
    const open = this.#openBatch;
    return open === undefined || size === 0 || size % open !== 0 ? 0 : size / open;
  }

  /** The batch, as a list of one, read off an input that has it for its first axis. */
  #batch(): string {
    const input = this.inputs.find(({ dims }) => dims[0] === -1);
    if (input === undefined) throw new RangeError('no input tells how large the batch is');
    return (this.#batchLength ??= this.node('Shape', [input.name], { start: 0, end: 1 }));
  }

  transpose(tensor: string, permutation: readonly number[]): string {
    return this.node('Transpose', [tensor], { perm: permutation });
  }

  /** Whether a tensor is a constant and not what an operator makes. */
  isConstant(tensor: string): boolean {
    return this.#byName.has(tensor);
  }

  /**
   * The graph. onnxruntime orders nodes depth-first from those that no other node uses, the last of them first,
   * so these are put at the end and backwards: what they need is then made in the order of the program, and not
   * every gradient kept until the last one is there (`GraphViewer` in onnxruntime/core/graph/graph_viewer.cc).
   */
  finish(name: string): OnnxGraph {
    const { inputs, outputs } = this;
    const live = this.#liveNodes();
    const used = new Set(live.flatMap((node) => node.inputs));
    const isUsed = (node: OnnxNode): boolean => node.outputs.some((output) => used.has(output));
    const inner = live.filter(isUsed);
    const leaves = live.filter((node) => !isUsed(node));
    const nodes = [...inner, ...leaves.reverse()];
    const initializers = [...this.#constants.values()].filter((constant) => used.has(constant.name));
    return { name, nodes, initializers, inputs, outputs };
  }

  /** The nodes of which an output of the graph is made, in their order. */
  #liveNodes(): OnnxNode[] {
    const wanted = new Set(this.outputs.map(({ name }) => name));
    const live: OnnxNode[] = [];
    for (const node of this.#nodes.toReversed()) {
      if (!node.outputs.some((name) => wanted.has(name))) continue;
      live.push(node);
      for (const name of node.inputs) wanted.add(name);
    }
    return live.reverse();
  }

  #constant(elementType: ElementType, dims: readonly number[], data: OnnxTensor['data']): string {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const key = `${elementType}[${dims.join()}]${bytes.join()}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known.name;
    const name = `constant#${this.#constants.size}`;
    const tensor = { name, elementType, dims, data };
    this.#byName.set(name, tensor);
    this.#constants.set(key, tensor);
    return name;
  }
}
