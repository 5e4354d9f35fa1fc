import { expect, it } from 'vitest';
import { largestBatchOn, peakOn } from '../../cli/run/engine-memory.ts';
import type { PhasePlan } from '../../compiler/program/phase-plan.ts';
import type { LoadedEngine } from '../../runtime/engines/registry.ts';

/** Ten bytes an example, and on the engine a thousand beside them. */
const plan = {
  peak: (batch: number) => ({ bytes: 10 * batch }),
  largestBatch: (budget: number) => Math.floor(budget / 10),
} as unknown as PhasePlan;
const plain = {} as LoadedEngine;
const native = {
  processBytes: (_: PhasePlan, batch: number) => 1000 + 12 * batch,
} as unknown as LoadedEngine;

it('takes what the engine tells of the process, else the tensors', () => {
  expect([peakOn(plain, plan, 5), peakOn(native, plan, 5)]).toEqual([50, 1060]);
});

it.each([
  [900, 90, 0],
  [1012, 101, 1],
  [1_000_000, 100_000, 83_250],
])('within %i bytes finds the largest batch', (budget, tensors, process) => {
  expect([largestBatchOn(plain, plan, budget), largestBatchOn(native, plan, budget)]).toEqual([
    tensors,
    process,
  ]);
});
