import type { PhaseSpec } from '../compiler/train/train-spec.ts';

/** A phase's batch, with how many of them make one update: `16 × 4`. */
export const formatBatch = ({ batch, accumulate }: Pick<PhaseSpec, 'batch' | 'accumulate'>): string =>
  accumulate === undefined ? String(batch) : `${batch} × ${accumulate}`;
