import type { BoxStep } from '../../../compiler/catalogue/steps/box-encoding.ts';
import { rescaler } from './rescaling.ts';

/** The four numbers of a box through the steps of its own `prepare`, in float32. */
export const encodeBox = (values: Float32Array, steps: readonly BoxStep[]): Float32Array =>
  steps.reduce((box, step) => encode(box, step), values);

function encode(box: Float32Array, step: BoxStep): Float32Array {
  if (step.kind === 'Rescaling') return Float32Array.from(rescaler([step])(box));
  // Arithmetic before may have rounded an empty side to just below zero.
  return box.map((value, index) => (index < 2 ? value : Math.sqrt(Math.max(0, value))));
}
