import type { PrepareStep } from '../../compiler/catalogue/steps/preparations.ts';

/** A picture as the network gets it: values of one example, channels last. */
export interface PreparedPicture {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3 | 4;
  readonly values: Float32Array;
}

/** What takes the values of a field back to those that its pictures had: its rescalings undone from the last. */
export function undoRescaling(steps: readonly PrepareStep[], field: string): (value: number) => number {
  const rescalings = steps.filter(
    (step): step is Extract<PrepareStep, { readonly kind: 'Rescaling' }> =>
      step.kind === 'Rescaling' && (step.field === undefined || step.field === field),
  );
  return (value) =>
    rescalings.reduceRight(
      (result, { scale, offset }) => (scale === 0 ? 0 : (result - offset) / scale),
      value,
    );
}

/** The byte nearest to a value. */
export const toByte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
