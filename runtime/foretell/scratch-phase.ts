import { Loader } from '../data/batches.ts';
import { guarded } from '../train/guarded.ts';
import { firstValue } from '../train/first-value.ts';
import { PhaseSteps } from '../train/phase-steps.ts';
import { type RunPlan, wantedBy } from '../train/train.ts';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';

/** Reads the data of a run as the run will, and keeps nothing for it. */
export const scratchLoader = ({ data, train, workers, room }: RunPlan): Loader =>
  new Loader(data, wantedBy(train), { workers, ...(room === undefined ? {} : { room }) });

/** Opens a phase on first weights of its own, lets somebody run its programs, and throws the weights away. */
export async function onScratch<T>(
  plan: RunPlan,
  { phase, programs }: PhasePlan,
  work: (steps: PhaseSteps) => Promise<T>,
): Promise<T> {
  const { engine, data, train, seed } = plan;
  const { step, apply, evaluate, variables } = programs;
  const session = await guarded(engine.name, `phase ${phase.name}`, () =>
    engine.open(new Map(variables.map((variable) => [variable, firstValue(plan, variable)])), [
      step,
      ...(apply === undefined ? [] : [apply]),
      evaluate,
    ]),
  );
  try {
    const context = { phase, programs, session, engine: engine.name, data, inputs: train.inputs, seed };
    return await work(new PhaseSteps(context, () => []));
  } finally {
    await session.dispose();
  }
}
