import type { OnnxGraph, OnnxNode } from '../onnx-model.ts';
import type { TensorType } from './tensor-types.ts';

/** A buffer of the arena: the type of the tensor that it was made for, and how long it is held. */
export interface Buffer {
  readonly type: TensorType;
  /** Position of the node that makes it. */
  readonly from: number;
  /** Position of the last node that reads anything in it; where none does, or it is given back, the end. */
  to: number;
}

/** Operators whose result is their first input's memory under another name. */
const aliasing: ReadonlySet<string> = new Set(['Reshape', 'Identity']);

/** Operators that write over their first input where nothing else needs it. */
const inPlace: ReadonlySet<string> = new Set([
  ...['Relu', 'Sigmoid', 'Tanh', 'HardSigmoid', 'Cast', 'ScatterElements'],
]);

/** What onnxruntime knows of the memory behind a tensor while it plans. */
interface Storage {
  readonly type: TensorType;
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
  types: ReadonlyMap<string, TensorType>,
): readonly Buffer[] {
  return new Planner(graph, order, types).run();
}

class Planner {
  readonly #order: readonly OnnxNode[];
  readonly #types: ReadonlyMap<string, TensorType>;
  readonly #results: ReadonlySet<string>;
  readonly #uses = new Map<string, number>();
  readonly #storage = new Map<string, Storage>();
  readonly #buffers: Buffer[] = [];
  /** Free, by shape; the last to become free at the end. */
  readonly #free = new Map<string, Storage[]>();

  constructor(graph: OnnxGraph, order: readonly OnnxNode[], types: ReadonlyMap<string, TensorType>) {
    this.#order = order;
    this.#types = types;
    this.#results = new Set(graph.outputs.map(({ name }) => name));
    for (const { inputs, outputs } of order) {
      for (const name of [...inputs, ...outputs]) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    }
    for (const name of this.#results) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    for (const { name } of [...graph.inputs, ...graph.initializers]) {
      const uses = (this.#uses.get(name) ?? 0) + 1;
      this.#storage.set(name, { type: this.#typeOf(name), uses, buffer: undefined });
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
    const shared = this.#results.has(name) ? undefined : (this.#taken(node, name) ?? this.#recycled(type));
    if (shared !== undefined) {
      shared.uses += uses;
      this.#storage.set(name, shared);
      return;
    }
    const buffer = { type, from: position, to: this.#results.has(name) ? this.#order.length : -1 };
    this.#buffers.push(buffer);
    this.#storage.set(name, { type, uses, buffer });
  }

  /** The memory of an input that a result takes over. */
  #taken({ opType, inputs, outputs }: OnnxNode, name: string): Storage | undefined {
    const [input = ''] = inputs;
    if (name !== outputs[0] || input === '') return undefined;
    const storage = this.#storageOf(input);
    if (aliasing.has(opType)) return storage;
    if (!inPlace.has(opType) || storage.uses !== 1) return undefined;
    return shapeKey(this.#typeOf(input)) === shapeKey(this.#typeOf(name)) ? storage : undefined;
  }

  #recycled(type: TensorType): Storage | undefined {
    return type.dims.length === 0 ? undefined : this.#free.get(shapeKey(type))?.pop();
  }

  #read(name: string, position: number): void {
    const storage = this.#storageOf(name);
    if (storage.buffer !== undefined) storage.buffer.to = Math.max(storage.buffer.to, position);
    this.#drop(storage);
  }

  #drop(storage: Storage): void {
    if (--storage.uses > 0) return;
    const key = shapeKey(storage.type);
    const free = this.#free.get(key) ?? [];
    free.push(storage);
    this.#free.set(key, free);
  }

  #storageOf(name: string): Storage {
    const storage = this.#storage.get(name);
    if (storage === undefined) throw new RangeError(`there is no tensor ${name}`);
    return storage;
  }

  #typeOf(name: string): TensorType {
    const type = this.#types.get(name);
    if (type === undefined) throw new RangeError(`there is no tensor ${name}`);
    return type;
  }
}

const bytesOfOne = { float32: 4, int32: 4, int64: 8, bool: 1 } as const;

/** The same for tensors that may take each other's memory. */
const shapeKey = ({ elementType, dims }: TensorType): string => `${bytesOfOne[elementType]}[${dims.join()}]`;
