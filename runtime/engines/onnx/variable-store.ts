import type { Tensor } from 'onnxruntime-common';
import {
  type Layout,
  logical,
  physicalShape,
  relayoutOnHost,
} from '../../../compiler/targets/onnx/layout.ts';
import type { Variable } from '../../../compiler/ir/ir.ts';
import { buffersFreed, freeBuffers } from '../../free-buffers.ts';
import type { OnnxRuntime } from './load-onnx-runtime.ts';

/** A variable's numbers, which are in a buffer of their own. */
const dataOf = (tensor: Tensor): Float32Array<ArrayBuffer> => tensor.data as Float32Array<ArrayBuffer>;

interface Entry {
  readonly variable: Variable;
  /** Unset until the first program that reads the variable says how it wants it. */
  layout: Layout | undefined;
  tensor: Tensor;
}

/** The variables of a session as tensors in the layouts that its programs want. */
export class VariableStore {
  readonly #runtime: OnnxRuntime;
  readonly #entries = new Map<string, Entry>();

  constructor(runtime: OnnxRuntime, values: ReadonlyMap<Variable, Float32Array>) {
    this.#runtime = runtime;
    for (const [variable, data] of values) {
      const layout = logical(variable.shape.length);
      this.#entries.set(variable.name, {
        variable,
        layout: undefined,
        tensor: this.#make(variable, data, layout),
      });
    }
  }

  tensor(variable: Variable): Tensor {
    return this.#entry(variable.name).tensor;
  }

  /** Takes over new tensors; the memory of those before them is free at once. */
  replace(updates: Iterable<readonly [Variable, Tensor]>): void {
    const old: Float32Array<ArrayBuffer>[] = [];
    for (const [variable, tensor] of updates) {
      const entry = this.#entry(variable.name);
      old.push(dataOf(entry.tensor));
      entry.tensor = tensor;
    }
    freeBuffers(old);
  }

  /** The layouts that are settled. */
  layouts(): ReadonlyMap<Variable, Layout> {
    const layouts = new Map<Variable, Layout>();
    for (const { variable, layout } of this.#entries.values()) if (layout) layouts.set(variable, layout);
    return layouts;
  }

  /** Fixes the layout of a variable for as long as the session lives. */
  settle(variable: Variable, layout: Layout): void {
    const entry = this.#entry(variable.name);
    if (entry.layout !== undefined) return;
    const data = dataOf(entry.tensor);
    entry.layout = layout;
    entry.tensor = this.#make(variable, data, layout);
    freeBuffers([data]);
  }

  /** A copy, in the program's own order. */
  read(name: string): Float32Array {
    const { variable, layout, tensor } = this.#entry(name);
    const own = logical(variable.shape.length);
    return relayoutOnHost(dataOf(tensor), variable.shape, layout ?? own, own);
  }

  write(name: string, data: Float32Array): void {
    const entry = this.#entry(name);
    const layout = entry.layout ?? logical(entry.variable.shape.length);
    this.replace([[entry.variable, this.#make(entry.variable, data, layout)]]);
  }

  /** Gives the memory of all variables back. */
  async dispose(): Promise<void> {
    freeBuffers([...this.#entries.values()].map(({ tensor }) => dataOf(tensor)));
    this.#entries.clear();
    await buffersFreed();
  }

  #make(variable: Variable, data: Float32Array, layout: Layout): Tensor {
    const size = variable.shape.reduce((product, length) => product * length, 1);
    if (data.length !== size)
      throw new RangeError(`${variable.name} has ${size} elements, not ${data.length}`);
    const placed = relayoutOnHost(data, variable.shape, logical(variable.shape.length), layout);
    return new this.#runtime.Tensor('float32', placed, physicalShape(variable.shape, layout));
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new RangeError(`there is no variable ${name}`);
    return entry;
  }
}
