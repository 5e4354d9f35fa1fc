import { zeros } from '../ir/initializer.ts';
import type { PhaseSpec } from '../train/train-spec.ts';
import { Builder } from '../ops/builder.ts';
import type { Program, Value, Variable } from '../ir/ir.ts';
import type { TrainedWeight } from './trained-weights.ts';
import { globalLimit } from './clip-gradients.ts';
import { updateTogether, type WeightGradient } from './update-together.ts';
import { type Scalars, scalarInputs, updateWeight } from './update-weight.ts';

/** What the gradients of a weight are added up in: of each batch, its mean times the number of its examples. */
export interface GradientSum {
  readonly trained: TrainedWeight;
  readonly sum: Variable;
}

/**
 * The host's scalar for both programs: the examples of the batch in the step, and in the update those of all batches
 * since the last one.
 */
export const examplesKey = 'examples';

/** Adds a gradient to its weight's sum right where it is complete, so that it dies there. */
export function addUp(build: Builder, trained: TrainedWeight, gradient: Value, scalar: Scalars): GradientSum {
  const { name, shape } = trained.variable;
  const sum: Variable = {
    name: `${name}/gradient`,
    role: 'slot',
    shape,
    initializer: zeros,
    trainable: false,
  };
  const { origin, stage } = build;
  build.origin = 'optimizer';
  build.stage = 'update';
  const weighted = build.op('multiply', [gradient, scalar(examplesKey)], {});
  build.update(sum, build.op('add', [build.read(sum), weighted], {}));
  build.origin = origin;
  build.stage = stage;
  return { trained, sum };
}

/** The program that updates every weight by the mean of its gradients and sets their sums to zero. */
export function buildApply(phase: PhaseSpec, sums: readonly GradientSum[], slots: Variable[]): Program {
  const build = new Builder();
  build.origin = 'optimizer';
  build.stage = 'update';
  const scalars = scalarInputs(build);
  const isTogether = globalLimit(phase.optimizer.params) !== undefined;
  const waiting: WeightGradient[] = [];
  for (const { trained, sum } of sums) {
    const total = build.read(sum);
    const gradient = build.op('divide', [total, scalars(examplesKey)], {});
    // Not a constant: some engines would keep one of the weight's size.
    build.update(sum, build.op('subtract', [total, total], {}));
    if (isTogether) waiting.push({ trained, gradient });
    else updateWeight(build, phase, trained, gradient, slots, scalars);
  }
  updateTogether(build, phase, waiting, slots, scalars);
  return build.finish('apply');
}
