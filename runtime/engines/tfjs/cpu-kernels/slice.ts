import { copyWindow, type SliceAttributes } from '../kernels/copy-window.ts';
import { cpuKernel } from './cpu-kernel.ts';

/**
 * A strided window of any dtype, in memory of its own; the library's Slice gives a view of its input where the window is
 * one run of it (that of a batch of one, say), so that who writes over the window writes over the input.
 */
export const slice = cpuKernel('CnncSlice', ({ input, numbers, attributes, output }) => {
  const x = input('x');
  const window = attributes as SliceAttributes;
  const made = output(window.size, x.dtype);
  copyWindow(numbers(x), x.shape, window, numbers(made));
  return made;
});
