import { copyWindow, type SliceAttributes } from '../kernels/copy-window.ts';
import { blank, wasmKernel } from './wasm-kernel.ts';

/**
 * A strided window of any dtype; the library's Slice first copies the whole tensor out of the heap, and its StridedSlice
 * takes 40 times as long.
 */
export const slice = wasmKernel('CnncSlice', ({ backend, input, attributes }) => {
  const x = input('x');
  const window = attributes as SliceAttributes;
  const out = blank(backend, window.size, x.dtype);
  copyWindow(backend.typedArrayFromHeap(x), x.shape, window, backend.typedArrayFromHeap(out));
  return out;
});
