import { cast } from './cpu-kernels/cast.ts';
import type { TfjsBackend } from './kernels/table.ts';
import type { Tfjs } from './load.ts';
import { batchNorm, batchNormGrad } from './wasm-kernels/batch-norm.ts';
import { maxPoolGrad } from './wasm-kernels/max-pool-grad.ts';
import { reluGrad } from './wasm-kernels/relu-grad.ts';
import { slice } from './wasm-kernels/slice.ts';

const kernels = { cpu: [cast], wasm: [slice, reluGrad, maxPoolGrad, batchNorm, batchNormGrad] };

/** Adds the kernels that a backend lacks, or has wrong, slow or with memory of their own; once is enough. */
export function registerKernels({ registerKernel, getKernel }: Tfjs, backend: TfjsBackend): void {
  for (const kernel of kernels[backend]) {
    if ((getKernel(kernel.kernelName, backend) as unknown) === undefined) registerKernel(kernel);
  }
}
