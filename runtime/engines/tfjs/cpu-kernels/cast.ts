import type { KernelConfig, TypedArray } from '@tensorflow/tfjs-core';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { DType } from '../../../../compiler/ir/ir.ts';

/**
 * A cast whose output has storage of its own; the library's shares the input's where no number is lost, so that a
 * float32 tensor may hold a bool's bytes.
 */
export const cast: KernelConfig = {
  kernelName: 'CnncCast',
  backendName: 'cpu',
  kernelFunc: ({ inputs, backend, attrs }) => {
    const { x } = inputs;
    if (x === undefined) throw new RangeError('CnncCast: the input is missing');
    const cpu = backend as MathBackendCPU;
    const dtype = attrs?.['dtype'] as DType;
    return cpu.makeTensorInfo(x.shape, dtype, converted(cpu.readSync(x.dataId) as TypedArray, dtype));
  },
};

function converted(numbers: TypedArray, dtype: DType): TypedArray {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(numbers);
    case 'int32':
      return Int32Array.from(numbers, Math.trunc);
    case 'bool':
      return Uint8Array.from(numbers, (number) => (number === 0 ? 0 : 1));
  }
}
