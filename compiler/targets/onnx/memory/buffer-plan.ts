import type { OnnxGraph, OnnxNode } from '../onnx-model.ts';
import type { OnnxType } from './tensor-types.ts';

/** A buffer of the arena: the type of the tensor that it was made for, and how long it is held. */
export interface Buffer {
  readonly type: OnnxType;
  /** Position of the node that makes it. */
  readonly from: number;
  /** Position of the last node that reads anything in it; where none does, or it is given back, the end. */
  to: number;
}

/** Operators whose result is their first input's memory under another name. */
const aliasing: ReadonlySet<string> = new Set(['Reshape', 'Identity']);

/** Operators that write over their first input where nothing else needs it. */
const inPlace: ReadonlySet<string> = new Set([
  ...['Relu', 'Sigmoid', 'Tanh', 'HardSigmoid', 'Softmax', 'LogSoftmax', 'Cast', 'ScatterElements'],
]);

/** Operators whose result has a shape that onnxruntime does not see before they run. */
const shapeless: ReadonlySet<string> = new Set(['MaxUnpool']);

/** What onnxruntime knows of the memory behind a tensor while it plans. */
interface Storage {
  /** What may take it over when it is free; absent where nothing may. */
  readonly shape: string | undefined;
  /** Readers to come, and whoever else holds on to it. */
  uses: number;
  /** Absent for what lies outside the arena: inputs and constants. */
  readonly buffer: Buffer | undefined;
}

/**
 * The buffers that onnxruntime makes for a graph's results, in order. Each is planned before the first run: a result
 * takes its input's place where the operator can; else the buffer, of the very same shape, that became free last, which
 * is held all the while between the two; else one of its own (`PlannerImpl` in
 * onnxruntime/core/framework/allocation_planner.cc).
 */
export function planBuffers(
  graph: OnnxGraph,
  order: readonly OnnxNode[],
  types: ReadonlyMap<string, OnnxType>,
): readonly Buffer[] {
  return new Planner(graph, order, types).run();
}

class Planner {
  readonly #order: readonly OnnxNode[];
  readonly #types: ReadonlyMap<string, OnnxType>;
  readonly #results: ReadonlySet<string>;
  /** Tensors of unforeseen shape: they share no memory, but under another name. */
  readonly #unforeseen: ReadonlySet<string>;
  readonly #uses = new Map<string, number>();
  readonly #storage = new Map<string, Storage>();
  readonly #buffers: Buffer[] = [];
  /** Free, by shape; the last to become free at the end. */
  readonly #free = new Map<string, Storage[]>();

  constructor(graph: OnnxGraph, order: readonly OnnxNode[], types: ReadonlyMap<string, OnnxType>) {
    this.#order = order;
    this.#types = types;
    this.#results = new Set(graph.outputs.map(({ name }) => name));
    this.#unforeseen = unforeseenShapes(graph, this.#results);
    for (const { inputs, outputs } of order) {
      for (const name of [...inputs, ...outputs]) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    }
    for (const name of this.#results) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    for (const { name } of [...graph.inputs, ...graph.initializers]) {
      const uses = (this.#uses.get(name) ?? 0) + 1;
      this.#storage.set(name, { shape: this.#shapeOf(name), uses, buffer: undefined });
    }
  }

  run(): readonly Buffer[] {
    this.#order.forEach((node, position) => {
      for (const name of node.outputs) this.#place(node, name, position);
      for (const name of node.inputs) this.#read(name, position);
      for (const name of node.outputs) this.#drop(this.#storageOf(name));
    });
    for (const buffer of this.#buffers) if (buffer.to < 0) buffer.to = this.#order.length;
    return this.#buffers;
  }

  #place(node: OnnxNode, name: string, position: number): void {
    const type = this.#typeOf(name);
    const uses = this.#uses.get(name) ?? 0;
    const shared = this.#results.has(name) ? undefined : (this.#taken(node, name) ?? this.#recycled(name));
    if (shared !== undefined) {
      shared.uses += uses;
      this.#storage.set(name, shared);
      return;
    }
    const buffer = { type, from: position, to: this.#results.has(name) ? this.#order.length : -1 };
    this.#buffers.push(buffer);
    this.#storage.set(name, { shape: this.#shapeOf(name), uses, buffer });
  }

  /** The memory of an input that a result takes over. */
  #taken({ opType, inputs, outputs }: OnnxNode, name: string): Storage | undefined {
    const [input = ''] = inputs;
    if (name !== outputs[0] || input === '') return undefined;
    const storage = this.#storageOf(input);
    if (aliasing.has(opType)) return storage;
    if (!inPlace.has(opType) || storage.uses !== 1) return undefined;
    const shape = this.#shapeOf(name);
    return shape !== undefined && this.#shapeOf(input) === shape ? storage : undefined;
  }

  #recycled(name: string): Storage | undefined {
    const shape = this.#shapeOf(name);
    return shape === undefined || this.#typeOf(name).dims.length === 0
      ? undefined
      : this.#free.get(shape)?.pop();
  }

  #read(name: string, position: number): void {
    const storage = this.#storageOf(name);
    if (storage.buffer !== undefined) storage.buffer.to = Math.max(storage.buffer.to, position);
    this.#drop(storage);
  }

  #drop(storage: Storage): void {
    const { shape } = storage;
    if (--storage.uses > 0 || shape === undefined) return;
    const free = this.#free.get(shape) ?? [];
    free.push(storage);
    this.#free.set(shape, free);
  }

  #storageOf(name: string): Storage {
    const storage = this.#storage.get(name);
    if (storage === undefined) throw new RangeError(`there is no tensor ${name}`);
    return storage;
  }

  /** The same for tensors that may take each other's memory; absent for those that may not. */
  #shapeOf(name: string): string | undefined {
    if (this.#unforeseen.has(name)) return undefined;
    const { elementType, dims } = this.#typeOf(name);
    return `${bytesOfOne[elementType]}[${dims.join()}]`;
  }

  #typeOf(name: string): OnnxType {
    const type = this.#types.get(name);
    if (type === undefined) throw new RangeError(`there is no tensor ${name}`);
    return type;
  }
}

/**
 * Results whose shape onnxruntime's inference does not find: those of some operators, and whatever is made of them until
 * a constant says the shape again.
 */
function unforeseenShapes({ nodes }: OnnxGraph, stated: ReadonlySet<string>): ReadonlySet<string> {
  const unforeseen = new Set<string>();
  for (const { opType, inputs, outputs } of nodes) {
    if (opType === 'Reshape' || !(shapeless.has(opType) || inputs.some((name) => unforeseen.has(name))))
      continue;
    for (const name of outputs) if (!stated.has(name)) unforeseen.add(name);
  }
  return unforeseen;
}

const bytesOfOne = { float32: 4, int32: 4, int64: 8, bool: 1 } as const;
