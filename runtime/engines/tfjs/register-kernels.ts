import { batchNormInference } from './cpu-kernels/batch-norm-inference.ts';
import { binary } from './cpu-kernels/binary.ts';
import { cast } from './cpu-kernels/cast.ts';
import { reluGrad as cpuReluGrad, select } from './cpu-kernels/choosing.ts';
import { slice as cpuSlice } from './cpu-kernels/slice.ts';
import { tensorConstant as cpuTensorConstant } from './cpu-kernels/tensor-constant.ts';
import { unary } from './cpu-kernels/unary.ts';
import type { TfjsBackend } from './kernels/table.ts';
import type { Tfjs } from './load.ts';
import { batchNorm, batchNormGrad } from './wasm-kernels/batch-norm.ts';
import { columnConv2d, columnFilterGrad, columnInputGrad } from './wasm-kernels/columns.ts';
import { matrixProduct } from './wasm-kernels/matrix-product.ts';
import { maxPoolGrad } from './wasm-kernels/max-pool-grad.ts';
import { reluGrad } from './wasm-kernels/relu-grad.ts';
import { slice as wasmSlice } from './wasm-kernels/slice.ts';
import { tensorConstant as wasmTensorConstant } from './wasm-kernels/tensor-constant.ts';
import { winogradConv2d, winogradFilterGrad, winogradInputGrad } from './wasm-kernels/winograd.ts';

const kernels = {
  cpu: [cast, cpuSlice, cpuTensorConstant, unary, binary, select, cpuReluGrad, batchNormInference],
  wasm: [
    ...[wasmSlice, reluGrad, maxPoolGrad, batchNorm, batchNormGrad, wasmTensorConstant],
    ...[winogradConv2d, winogradInputGrad, winogradFilterGrad],
    ...[columnConv2d, columnInputGrad, columnFilterGrad],
    matrixProduct,
  ],
};

/** Adds the kernels that a backend lacks, or has wrong, slow or with memory of their own; once is enough. */
export function registerKernels({ registerKernel, getKernel }: Tfjs, backend: TfjsBackend): void {
  for (const kernel of kernels[backend]) {
    if ((getKernel(kernel.kernelName, backend) as unknown) === undefined) registerKernel(kernel);
  }
}
