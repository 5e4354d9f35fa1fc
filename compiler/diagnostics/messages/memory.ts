import { error } from './define-message.ts';
import { describeFitting, type Fitting } from './describe-fitting.ts';

/** 5xx: memory. */
export const memoryMessages = {
  CNN501: error(
    (phase: string, batch: number, peak: string, budget: string, _fitting?: Fitting) =>
      `the phase \`${phase}\` needs ${peak} at a batch of ${batch}, over its budget of ${budget}`,
    (_phase, _batch, _peak, _budget, fitting) =>
      fitting === undefined ? '' : describeFitting(fitting, (batch) => `batch = ${batch}`),
  ),
} as const;
