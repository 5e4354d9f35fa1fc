import { blank, floats, wasmKernel } from './wasm-kernel.ts';

/** A tensor of given numbers, which the library has no kernel for. */
export const tensorConstant = wasmKernel('CnncTensorConstant', ({ backend, attributes }) => {
  const { values, shape } = attributes as Readonly<Record<'values' | 'shape', readonly number[]>>;
  const out = blank(backend, shape);
  floats(backend, out).set(values);
  return out;
});
