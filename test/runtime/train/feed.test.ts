import { expect, it } from 'vitest';
import type { PhasePlan } from '../../../compiler/lower/phase-plan.ts';
import { feed } from '../../../runtime/train/feed.ts';
import { compileText } from '../../support/compile-text.ts';

/** The plan of a classifier of four kinds that learns by this loss. */
function planOf(loss: string): PhasePlan {
  const { value, diagnostics } = compileText(`import { Dice } from "cnn:losses"
    model Net { input image: float32[8, 8, 1]  Flatten  output label: Dense(4, activation=softmax) }
    data D { source = shapes(10, size=8, channels=1, classes=4)  field label: class[4]  split { train = 100% } }
    train Net on D { batch = 3  objective label { loss = ${loss}  metrics = [accuracy] }
      phase main { epochs = 1  optimizer = SGD } }`);
  const [plan] = value.trains[0]?.plans ?? [];
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join());
  return plan;
}

/** What the target of a step is fed for three examples of these classes. */
function targetOf({ programs: { step } }: PhasePlan, labels: readonly number[]) {
  const fields = new Map([
    ['image', { values: new Float32Array(64 * labels.length), shape: [8, 8, 1] }],
    ['label', { values: Float32Array.from(labels), shape: [] }],
  ]);
  const place = { seed: 1, phase: 'main', iteration: 0 };
  const batch = { count: labels.length, indexes: [], fields, cursor: labels.length };
  const fed = feed(step, batch, new Map(), { place, scalars: {} });
  const name = step.inputs.find(({ role }) => role.kind === 'target')?.name ?? '';
  return fed.get(name);
}

it.each(['Dice', '0.5 * Dice + 0.5 * Dice(smooth=2)'])(
  'a class is fed as a vector with one 1 under %s',
  (loss) => {
    const { dtype, shape, data } = targetOf(planOf(loss), [2, 0, 3]) ?? {};
    expect([dtype, shape]).toEqual(['float32', [3, 4]]);
    expect([...(data ?? [])]).toEqual([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
  },
);

it('and as its number under a loss that takes numbers', () => {
  const { dtype, data } = targetOf(planOf('sparse_categorical_crossentropy'), [2, 0, 3]) ?? {};
  expect(dtype).toBe('int32');
  expect([...(data ?? [])]).toEqual([2, 0, 3]);
});
