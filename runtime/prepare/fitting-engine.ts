import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import type { EngineName } from '../engines/engine.ts';
import { engines } from '../engines/registry.ts';
import { peakOn, planForEngine } from './engine-memory.ts';

/** The fastest other engine of this machine on which every phase stays within its budget, if any. */
export async function fittingEngine(train: TrainSpec, refused: EngineName): Promise<EngineName | undefined> {
  for (const entry of engines) {
    const { name } = entry;
    if (name === refused || !(await entry.availability()).available) continue;
    const engine = await entry.load();
    const plans = planForEngine(train, engine);
    const fits = plans.every((plan, index) => {
      const { batch, memory = Infinity } = train.phases[index] ?? plan.phase;
      return peakOn(engine, plan, batch, plans.slice(0, index)) <= memory;
    });
    if (fits) return name;
  }
  return undefined;
}
