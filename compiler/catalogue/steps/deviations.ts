import type { Allowed, Bounds } from './define-augmentation.ts';

/** A share that is taken away or added at most, or one each: read as [−less, more]. */
export const deviations: Allowed = { range: [0, 1], reading: 'deviations' };

/** By what values are multiplied. */
export const deviation = ([less, more]: Bounds): Bounds => [1 - Math.abs(less), 1 + more];
