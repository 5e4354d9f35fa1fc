import { scalarsOf } from '../../../compiler/lower/build-programs.ts';
import { describe, expect, it } from 'vitest';
import { optimizers } from '../../../compiler/catalogue/optimizers/registry.ts';
import type { PhasePlan } from '../../../compiler/lower/phase-plan.ts';
import { compileText } from '../../support/compile-text.ts';

const start = 'epochs = 1  optimizer = SGD(momentum=0.9)';

/** The plans of phases, each written as what stands in its braces. */
function plansOf(...phases: readonly string[]): readonly PhasePlan[] {
  const { value, diagnostics } = compileText(`
model Net { input image: float32[8, 8, 1] Flatten head: Dense(8) output label: Dense(4, activation=softmax) }
data Shapes { source = shapes(count=90, size=8) field label: class[4]  prepare { Rescaling(1/255) } }
train Net on Shapes {
  batch = 3
  objective label { loss = sparse_categorical_crossentropy }
${phases.map((text, i) => `  phase p${i} { ${text} }`).join('\n')}
}`);
  expect(diagnostics).toEqual([]);
  return value.trains[0]?.plans ?? [];
}

describe('phases that come to the same programs', () => {
  it('are lowered once, whatever they are called, their epochs, their batch and how fast they learn', () => {
    const [first, ...others] = plansOf(
      start,
      'epochs = 5  optimizer = SGD(momentum=0.9)',
      'epochs = 1  optimizer = SGD(0.5, momentum=0.9)',
      `${start}  batch = 7`,
    );
    for (const other of others) {
      expect(other.programs.step).toBe(first?.programs.step);
      expect(other.plans).toEqual(first?.plans);
    }
    const learning = others.map(({ programs }) => scalarsOf(programs, 1)['learning_rate']);
    expect(learning).toEqual([0.01, 0.5, 0.01]);
    expect(others.map(({ phase }) => phase.name)).toEqual(['p1', 'p2', 'p3']);
  });

  it.each([
    'epochs = 1  optimizer = SGD(momentum=0.8)',
    'epochs = 1  optimizer = Adam',
    `${start}  freeze head`,
    `${start}  accumulate = 2`,
    `${start}  objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }`,
  ])('are not those that differ: %s', (other) => {
    const [first, second] = plansOf(start, other);
    expect(second?.programs.step).not.toBe(first?.programs.step);
  });
});

describe('the learning rate', () => {
  it.each(Object.keys(optimizers))('of %s is fed, and no part of a program', (kind) => {
    const [slow, fast] = [0.001, 0.01].map((rate) => {
      const [plan] = plansOf(`epochs = 1  optimizer = ${kind}(learning_rate=${rate})`);
      return plan?.programs;
    });
    expect(fast?.step).toEqual(slow?.step);
    expect(fast && scalarsOf(fast, 1)).not.toEqual(slow && scalarsOf(slow, 1));
  });
});
