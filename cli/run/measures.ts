import type { Measures } from '../../runtime/train/record.ts';
import { formatMeasure } from './format.ts';

/** `loss 0.4123 · accuracy 0.8710`. */
export const formatMeasures = (measures: Measures): string =>
  Object.entries(measures)
    .map(([name, value]) => `${name} ${formatMeasure(value)}`)
    .join(' · ');
