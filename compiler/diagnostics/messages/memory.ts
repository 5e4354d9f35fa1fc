import { error } from '../define-message.ts';

/** 5xx: memory. */
export const memoryMessages = {
  CNN501: error(
    (phase: string, batch: number, peak: string, budget: string, _largest: number, _recompute?: string) =>
      `the phase \`${phase}\` needs ${peak} at a batch of ${batch}, over its budget of ${budget}`,
    (_phase, _batch, _peak, _budget, largest, recompute) =>
      (largest === 0 ? 'even a batch of 1 does not fit' : `\`batch = ${largest}\` is the largest that fits`) +
      (recompute === undefined ? '' : `; or \`recompute = auto\`, which fits and repeats ${recompute}`),
  ),
} as const;
