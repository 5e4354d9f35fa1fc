import type { Variable } from '../../compiler/ir/ir.ts';
import { initialize } from '../weights/initialize.ts';

/** What a run's variables begin with. */
export interface Beginning {
  readonly seed: number;
  /** First values of variables that do not begin as their initialisers say, by name. */
  readonly initial?: ReadonlyMap<string, Float32Array>;
}

/** What a variable begins with: what a file of weights holds, else what its initialiser draws. */
export const firstValue = ({ initial, seed }: Beginning, variable: Variable): Float32Array =>
  initial?.get(variable.name) ?? initialize(variable, seed);
