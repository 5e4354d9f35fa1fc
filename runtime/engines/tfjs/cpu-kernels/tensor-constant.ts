import type { KernelConfig } from '@tensorflow/tfjs-core';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';

/** A tensor of given numbers, which the library has no kernel for. */
export const tensorConstant: KernelConfig = {
  kernelName: 'CnncTensorConstant',
  backendName: 'cpu',
  kernelFunc({ backend, attrs }) {
    const { values, shape } = attrs as Readonly<Record<'values' | 'shape', readonly number[]>>;
    return (backend as MathBackendCPU).makeTensorInfo([...shape], 'float32', Float32Array.from(values));
  },
};
