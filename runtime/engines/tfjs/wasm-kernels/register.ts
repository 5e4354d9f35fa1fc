import type { Tfjs } from '../load.ts';
import { batchNorm, batchNormGrad } from './batch-norm.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { reluGrad } from './relu-grad.ts';
import { slice } from './slice.ts';

/** Adds the kernels that the wasm backend lacks, or has wrong or slow; once is enough. */
export function registerWasmKernels({ registerKernel, getKernel }: Tfjs): void {
  for (const kernel of [slice, reluGrad, maxPoolGrad, batchNorm, batchNormGrad]) {
    if ((getKernel(kernel.kernelName, 'wasm') as unknown) === undefined) registerKernel(kernel);
  }
}
