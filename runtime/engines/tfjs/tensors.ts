import type { NamedAttrMap, NamedTensorMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
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

/** Runs a kernel; the tensors it gives are new, though a reshape's shares its input's data. */
export function runKernel(tfjs: Tfjs, call: KernelCall, inputs: readonly Tensor[]): Tensor[] {
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
  const made = tfjs
    .engine()
    .runKernel<Tensor | Tensor[]>(
      call.kernel,
      operands as unknown as NamedTensorMap,
      (call.attributes ?? {}) as NamedAttrMap,
    );
  const tensors = Array.isArray(made) ? made : [made];
  return call.result === undefined
    ? tensors
    : tensors.map((tensor) => seenAs(tfjs, tensor, call.result ?? []));
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
