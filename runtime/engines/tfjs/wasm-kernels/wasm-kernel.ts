import type { DataType, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** What a kernel of ours sees: its operands by name, its attributes, the backend. */
export interface WasmKernelContext {
  readonly backend: BackendWasm;
  readonly input: (name: string) => TensorInfo;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A kernel for the wasm backend that allocates its outputs and nothing else. */
export const wasmKernel = (
  kernelName: string,
  run: (context: WasmKernelContext) => TensorInfo | TensorInfo[],
): KernelConfig => ({
  kernelName,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs }) =>
    run({
      backend: backend as BackendWasm,
      input(name) {
        const tensor = inputs[name];
        if (tensor === undefined) throw new RangeError(`${kernelName}: the input ${name} is missing`);
        return tensor;
      },
      attributes: attrs as Readonly<Record<string, unknown>>,
    }),
});

/** A tensor's numbers where they lie; a later allocation may move them, so outputs are made first. */
export const floats = (backend: BackendWasm, tensor: TensorInfo): Float32Array =>
  backend.typedArrayFromHeap(tensor) as Float32Array;

/** Whether an output is written over an input: it has the input's memory, and is to be read before it is written. */
export const isOver = (backend: BackendWasm, output: TensorInfo, input: TensorInfo): boolean =>
  backend.dataIdMap.get(output.dataId).memoryOffset === backend.dataIdMap.get(input.dataId).memoryOffset;

/** A tensor with nothing written to it; the first one of an op that may overwrite can have the memory of an input. */
export const blank = (
  backend: BackendWasm,
  shape: readonly number[],
  dtype: DataType = 'float32',
): TensorInfo => backend.makeOutput([...shape], dtype);

/** The number by which the library's C functions know a tensor. */
export function idOf(backend: BackendWasm, { dataId }: TensorInfo): number {
  return backend.dataIdMap.get(dataId).id;
}

/** Where a tensor's numbers lie in the heap, in bytes; they stay there as long as the tensor lives. */
export function addressOf(backend: BackendWasm, { dataId }: TensorInfo): number {
  return backend.dataIdMap.get(dataId).memoryOffset;
}
