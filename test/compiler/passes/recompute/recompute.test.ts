import { describe, expect, test } from 'vitest';
import { forwardLength, recompute } from '../../../../compiler/passes/recompute/recompute.ts';
import { peakAt } from '../../../../compiler/passes/plan.ts';
import { tfjsPlan } from '../../../../runtime/engines/tfjs/compiled-program.ts';
import { measureMemory } from '../../../../runtime/engines/tfjs/measure.ts';
import { tfjsEngine } from '../../../../runtime/engines/tfjs/node.ts';
import { generator } from '../../../laws/numbers.ts';
import { phaseOf, twoSteps } from './steps.ts';

/** Statistics that move, noise, a shape shared by two values, a branch that spans others, and shared weights. */
const body = `
  stem: Conv2D(4, 3, padding=same)
  residual { BatchNormalization ReLU Dropout(0.3) twin: Conv2D(4, 3, padding=same) reuse twin } skip { Conv2D(4, 1) }
  MaxPool2D
  Flatten
  Dense(6, activation=tanh)
  Dropout(0.5)`;

const batch = 3;
const { programs } = phaseOf(body, `batch = ${batch}`);
const forward = programs.step.ops.slice(0, forwardLength(programs.step));

describe('a step that makes dropped values again', () => {
  const random = generator(11);
  const some = Array.from({ length: 6 }, () => new Set(forward.filter(() => random() < 0.5)));
  const choices = [new Set(forward), ...some];

  test.each(['cpu', 'wasm'] as const)(
    'gives the same bits on %s, within the planned bytes',
    async (backend) => {
      const engine = tfjsEngine(backend);
      expect((await engine.availability()).available).toBe(true);
      const whole = await twoSteps(engine, programs.step, programs.variables, batch);
      for (const dropped of choices) {
        const step = recompute(programs.step, dropped);
        const { value, peakBytes, leftBytes } = await measureMemory(backend, () =>
          twoSteps(engine, step, programs.variables, batch),
        );
        expect(value).toEqual(whole);
        const planned = peakAt(tfjsPlan(step, backend, programs.variables), batch).bytes;
        expect([peakBytes, leftBytes]).toEqual([planned, 0]);
      }
    },
  );

  test('repeats an op once, right before its value is needed, and only if it is', () => {
    const { ops } = recompute(programs.step, new Set(forward));
    const repeats = ops.filter((op) => op.repeats === true);
    expect(repeats.length).toBeGreaterThan(8);
    expect(repeats.length).toBeLessThan(forward.length);
    expect(new Set(repeats.map(({ outputs }) => outputs[0]?.name)).size).toBeGreaterThan(1);
    const made = new Set(ops.flatMap(({ outputs }) => outputs.map(({ id }) => id)));
    expect(made.size).toBe(ops.flatMap(({ outputs }) => outputs).length);
  });

  test('is the step itself where nothing is dropped', () => {
    expect(recompute(programs.step, new Set()).ops).toEqual(programs.step.ops);
  });
});
