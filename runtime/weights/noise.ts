import type { ProgramInput } from '../../compiler/ir/ir.ts';
import { RandomStream } from '../random.ts';

/** Where in a run a step stands: what its randomness depends on. */
export interface StepPlace {
  readonly seed: number;
  readonly phase: string;
  /** Steps taken in the phase before this one. */
  readonly iteration: number;
}

/** The values of a noise input for one step: `count` of them, the same whenever the step is run again. */
export function noise(input: ProgramInput, count: number, place: StepPlace): Float32Array {
  const stream = new RandomStream(place.seed, `${place.phase}/${place.iteration}/${input.name}`);
  const values = new Float32Array(count);
  const normal = input.role.kind === 'noise' && input.role.distribution === 'normal';
  if (normal) for (let index = 0; index < count; index++) values[index] = stream.normal();
  else for (let index = 0; index < count; index++) values[index] = stream.uniform();
  return values;
}
