import {
  type DataType,
  type KernelConfig,
  type TensorInfo,
  type TypedArray,
  util,
} from '@tensorflow/tfjs-core';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';

/** What a kernel of ours sees: its operands by name, its attributes, and where its output goes. */
export interface CpuKernelContext {
  readonly input: (name: string) => TensorInfo;
  readonly numbers: (tensor: TensorInfo) => TypedArray;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The output: the memory that the step gives it, or new. */
  readonly output: (shape: readonly number[], dtype: DataType) => TensorInfo;
}

/** A kernel for the cpu backend that writes over an input where it is told to. */
export const cpuKernel = (
  kernelName: string,
  run: (context: CpuKernelContext) => TensorInfo,
): KernelConfig => ({
  kernelName,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const cpu = backend as MathBackendCPU;
    const attributes = attrs as unknown as Readonly<Record<string, unknown>>;
    return run({
      attributes,
      numbers: ({ dataId }) => cpu.data.get(dataId).values as TypedArray,
      input(name) {
        const tensor = inputs[name];
        if (tensor === undefined) throw new RangeError(`${kernelName}: the input ${name} is missing`);
        return tensor;
      },
      output(shape, dtype) {
        const over = attributes['over'] as TensorInfo | undefined;
        if (over === undefined) {
          const size = util.sizeFromShape([...shape]);
          return cpu.makeTensorInfo([...shape], dtype, util.getTypedArrayFromDType(dtype as 'float32', size));
        }
        cpu.incRef(over.dataId);
        return { dataId: over.dataId, shape: [...shape], dtype };
      },
    });
  },
});
