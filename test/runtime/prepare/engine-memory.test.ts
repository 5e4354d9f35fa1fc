import { peakOf } from '../../../compiler/lower/phase-plan.ts';
import { expect, it } from 'vitest';
import { extentList } from '../../../compiler/ir/extent-list.ts';
import { largestBatchOn, peakOn, planForEngine } from '../../../runtime/prepare/engine-memory.ts';
import type { PhasePlan } from '../../../compiler/lower/phase-plan.ts';
import type { Program } from '../../../compiler/ir/ir.ts';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import type { LoadedEngine } from '../../../runtime/engines/registry.ts';
import { compileText } from '../../support/compile-text.ts';

/** Ten bytes an example, and on the engine a thousand beside them. */
const plan = {
  phase: {},
  plans: [{ program: { ops: [] }, liveBytes: extentList(0), residentBytes: { constant: 0, perBatch: 10 } }],
} as unknown as PhasePlan;
const plain = {} as LoadedEngine;
const native = {
  processBytes: (_: PhasePlan, batch: number, before: readonly PhasePlan[]) =>
    1000 + 12 * batch + 240 * before.length,
} as unknown as LoadedEngine;

it('takes what the engine tells of the process, else the tensors', () => {
  expect([peakOn(plain, plan, 5), peakOn(native, plan, 5)]).toEqual([50, 1060]);
});

it('counts what is left of the phases before', () => {
  expect(peakOn(native, plan, 5, [plan])).toBe(1300);
  expect(largestBatchOn(native, plan, 1300, [plan])).toBe(5);
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

/** What a plan needs at a batch of 16. */
const bytesOf = (given: PhasePlan | undefined): number => (given === undefined ? 0 : peakOf(given, 16).bytes);

/** A net of which activations can be dropped, with these settings. */
const train = (settings: string): TrainSpec => {
  const { value } = compileText(`model M { input image: float32[16, 16, 2]
    repeat 8 { Conv2D(8, 3, padding=same) BatchNormalization ReLU }
    Flatten output label: Dense(3, activation=softmax) }
  data D { source = shapes(count=20, size=16, channels=2, classes=3) field label: class[3] }
  train M on D { batch = 16 ${settings} objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1 optimizer = SGD } }`);
  const spec = value.trains[0]?.spec;
  if (spec === undefined) throw new Error('no train block');
  return spec;
};

it('drops as many activations as make room for what the engine needs beside tensors, where that grows with them', () => {
  // What is beside tensors is more where more is repeated, as nodes are.
  const processBytes = (given: PhasePlan, batch: number): number =>
    Math.ceil(1.2 * peakOf(given, batch).bytes + 3000 * given.programs.step.ops.length);
  const engine = { processBytes, legalize: (program: Program) => program } as unknown as LoadedEngine;
  const [whole] = planForEngine(train(''), engine);
  const budget = Math.floor(bytesOf(whole) * 0.9);
  const [plan] = planForEngine(train(`memory = ${budget / 1000} KB recompute = auto`), engine);
  expect(bytesOf(plan)).toBeLessThan(bytesOf(whole) * 0.75);
  expect(plan && processBytes(plan, 16)).toBeLessThanOrEqual(budget);
});

it('tries five times, with less room each time, and then takes what it has', () => {
  const given: number[] = [];
  const [whole] = planForEngine(train(''), { legalize: (program: Program) => program } as LoadedEngine);
  const budget = Math.floor(bytesOf(whole) / 1000) * 950;
  const engine = {
    legalize: (program: Program) => program,
    processBytes: ({ phase }: PhasePlan) => {
      given.push(phase.memory ?? 0);
      return budget + 1000;
    },
  } as unknown as LoadedEngine;
  const [plan] = planForEngine(train(`memory = ${budget / 1000} KB recompute = auto`), engine);
  const asked = [...given, plan?.phase.memory ?? 0];
  expect(given[0]).toBe(budget);
  expect(asked).toHaveLength(6);
  expect(asked).toEqual([...new Set(asked)].sort((a, b) => b - a));
});
