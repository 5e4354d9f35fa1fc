import type { PhaseSpec } from '../train/train-spec.ts';
import type { Builder } from '../ops/builder.ts';
import type { Value, Variable } from '../ir/ir.ts';
import { clippedTogether, globalLimit } from './clip-gradients.ts';
import type { TrainedWeight } from './trained-weights.ts';
import { type Scalars, updateWeight } from './update-weight.ts';

/** A weight, and its gradient. */
export interface WeightGradient {
  readonly trained: TrainedWeight;
  readonly gradient: Value;
}

/** Updates weights once all of their gradients are there, which are clipped together where their optimizer says so. */
export function updateTogether(
  build: Builder,
  phase: PhaseSpec,
  all: readonly WeightGradient[],
  slots: Variable[],
  scalars: Scalars,
): void {
  const limit = globalLimit(phase.optimizer.params);
  const { origin, stage } = build;
  build.origin = 'optimizer';
  build.stage = 'update';
  const gradients = all.map(({ gradient }) => gradient);
  const short =
    limit === undefined || all.length === 0 ? gradients : clippedTogether(build, gradients, limit);
  build.origin = origin;
  build.stage = stage;
  for (const [index, { trained, gradient }] of all.entries())
    updateWeight(build, phase, trained, short[index] ?? gradient, slots, scalars);
}
