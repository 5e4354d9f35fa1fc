import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelBackend, NamedAttrMap, NamedTensorMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { HostTensor } from '../engine.ts';
import type { Tfjs } from './load.ts';
import type { KernelCall, Operand } from './kernels/kernel-call.ts';

/** A tensor with a copy of the host's numbers. */
export function upload(tfjs: Tfjs, { data, shape, dtype }: HostTensor): Tensor {
  return tfjs.engine().makeTensor(data.slice(), [...shape], dtype);
}

/** A copy of a tensor's numbers. */
export function download(tensor: Tensor): HostTensor {
  const data = tensor.dataSync().slice() as HostTensor['data'];
  return { data, shape: tensor.shape, dtype: tensor.dtype as HostTensor['dtype'] };
}

/**
 * Runs a kernel; the tensors it gives are new, though a reshape's shares its input's data, and the first one that of the
 * input that it is to be written over.
 */
export function runKernel(tfjs: Tfjs, call: KernelCall, inputs: readonly Tensor[], over?: Tensor): Tensor[] {
  const pick = (operand: Operand): TensorInfo => {
    const index = typeof operand === 'number' ? operand : operand.input;
    const tensor = inputs[index];
    if (tensor === undefined) throw new RangeError(`${call.kernel}: input ${index} is missing`);
    if (typeof operand === 'number') return tensor;
    return { dataId: tensor.dataId, shape: [...operand.shape], dtype: tensor.dtype };
  };
  const operands = Array.isArray(call.operands)
    ? call.operands.map(pick)
    : Object.fromEntries(Object.entries(call.operands).map(([name, operand]) => [name, pick(operand)]));
  const run = (attributes: Readonly<Record<string, unknown>>): Tensor | Tensor[] =>
    tfjs
      .engine()
      .runKernel(call.kernel, operands as unknown as NamedTensorMap, attributes as unknown as NamedAttrMap);
  const made =
    over === undefined ? run(call.attributes ?? {}) : writingOver(tfjs.engine().backend, over, call, run);
  const tensors = Array.isArray(made) ? made : [made];
  return call.result === undefined
    ? tensors
    : tensors.map((tensor) => seenAs(tfjs, tensor, call.result ?? []));
}

/**
 * Runs a kernel that writes over a tensor: one of ours on cpu by the attribute that says so, any on wasm by its asking the
 * backend for the memory of its first output.
 */
function writingOver<T>(
  backend: KernelBackend,
  over: Tensor,
  { attributes }: KernelCall,
  run: (attributes: Readonly<Record<string, unknown>>) => T,
): T {
  if (!('dataIdMap' in backend)) return run({ ...attributes, over });
  const wasm = backend as BackendWasm;
  const makeOutput = wasm.makeOutput.bind(wasm);
  let made = false;
  wasm.makeOutput = (shape, dtype, offset, values) => {
    const { memoryOffset } = wasm.dataIdMap.get(over.dataId);
    const output = makeOutput(shape, dtype, made ? offset : memoryOffset, values);
    made = true;
    return output;
  };
  try {
    return run(attributes ?? {});
  } finally {
    wasm.makeOutput = makeOutput;
    if (made) giveAway(wasm, over);
  }
}

/**
 * Leaves a tensor without memory, which is another's now and is freed with that one. The library keeps the packed filters of
 * a convolution by the tensor's number and forgets them with it, so that a tensor that is written over needs a new one.
 */
function giveAway(wasm: BackendWasm, { dataId }: Tensor): void {
  const held = wasm.dataIdMap.get(dataId);
  if (held.refCount !== 1) throw new RangeError('memory that is written over has other users');
  held.memoryOffset = 0;
}

/** A tensor's data in another shape; the tensor itself is gone. */
function seenAs(tfjs: Tfjs, tensor: Tensor, shape: readonly number[]): Tensor {
  const seen = tfjs.engine().runKernel<Tensor>('Reshape', { x: tensor }, { shape: [...shape] });
  tensor.dispose();
  return seen;
}

/** Another tensor of the same data, counted by reference. */
export const share = (tfjs: Tfjs, tensor: Tensor): Tensor =>
  tfjs.engine().runKernel('Reshape', { x: tensor }, { shape: tensor.shape });
