import { guardInput } from '../../compiler/passes/recompute/guard-repeats.ts';
import type { HostTensor } from './engine.ts';

const one: HostTensor = { dtype: 'float32', shape: [], data: Float32Array.of(1) };

/** What a guarded program is fed: the inputs of the program it was made from, and the 1 of its guard. */
export const withGuard = (inputs: ReadonlyMap<string, HostTensor>): ReadonlyMap<string, HostTensor> =>
  new Map(inputs).set(guardInput, one);
