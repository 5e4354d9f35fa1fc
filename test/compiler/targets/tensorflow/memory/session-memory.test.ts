import { describe, expect, it } from 'vitest';
import { processBytes } from '../../../../../compiler/targets/tensorflow/memory/process-bytes.ts';
import { SessionMemory } from '../../../../../compiler/targets/tensorflow/memory/session-memory.ts';
import { tensorflowTarget } from '../../../../../compiler/targets/tensorflow/tensorflow-target.ts';
import { zeros } from '../../../../../compiler/ir/initializer.ts';
import { Builder } from '../../../../../compiler/ops/builder.ts';
import type { Program, Value, Variable } from '../../../../../compiler/ir/ir.ts';
import { legalize } from '../../../../../compiler/passes/legalize.ts';
import { batched } from '../../../../../compiler/ir/extent.ts';
import { residualNetwork } from '../../../../runtime/engines/tfjs/networks.ts';

const mebibyte = 2 ** 20;
/** A float a quarter of this many. */
const numbers = mebibyte / 4;

/** What a program of one input of a mebibyte an example takes for three examples, beside the table of its regions. */
function taken(write: (build: Builder, x: Value) => Value, variables: readonly Variable[] = []): number {
  const build = new Builder();
  const x = build.input('x', { shape: batched([numbers]), dtype: 'float32' }, { kind: 'input', key: 'x' });
  build.output('y', write(build, x));
  const memory = new SessionMemory(variables);
  memory.run(build.finish('predict'), 3);
  const region = (2 + 4) * mebibyte;
  return Math.round((memory.bytes - region / 32) / mebibyte);
}

describe('what a session takes', () => {
  it('is a copy of what it is fed, and a result for an operator', () => {
    expect(taken((build, x) => build.op('relu', [x], {}))).toBe(6);
  });

  it('is nothing more where an operator can write over what nothing else needs', () => {
    expect(
      taken((build, x) => {
        const y = build.op('relu', [x], {});
        return build.op('exp', [build.op('add', [x, y], {})], {});
      }),
    ).toBe(6);
  });

  it('is a result more where something else needs it', () => {
    const twice = taken((build, x) => {
      const y = build.op('relu', [x], {});
      const z = build.op('exp', [y], {});
      return build.op('add', [y, z], {});
    });
    expect(twice).toBeGreaterThanOrEqual(9);
  });
});

const weight: Variable = { name: 'w', role: 'weight', shape: [numbers], initializer: zeros, trainable: true };

/** w · 2 */
function doubling(): Program {
  const build = new Builder();
  build.stage = 'update';
  build.update(weight, build.op('multiply', [build.read(weight), build.constant(2)], {}));
  return build.finish('step');
}

it('moves a variable to what it becomes, between two places', () => {
  const memory = new SessionMemory([weight]);
  const set = memory.bytes;
  expect(set).toBeGreaterThanOrEqual(2 * mebibyte);
  const sizes = [1, 2, 3].map(() => {
    memory.run(doubling(), 1);
    return memory.bytes;
  });
  expect(sizes[2]).toBe(sizes[1]);
  expect(sizes[2]).toBeLessThan(set + 1.1 * mebibyte);
});

it('copies no more than 32 MB of variables on their way, and a huge one not at all', () => {
  const many = Array.from({ length: 100 }, (_, index) => ({ ...weight, name: `w${index}` }));
  const huge = { ...weight, shape: [100 * numbers] };
  const tables = 1 / 32;
  expect(new SessionMemory([huge]).bytes).toBeLessThan((1 + 2 * tables) * 100 * mebibyte);
  expect(new SessionMemory(many).bytes).toBeLessThan((1 + 2 * tables) * 132 * mebibyte);
});

it('is more than the variables and one batch, and grows with the batch', () => {
  const { step, variables } = residualNetwork('Adam');
  const program = legalize(step, tensorflowTarget(step));
  const sizes = [1, 64, 4096].map((batch) =>
    processBytes({ programs: [program], batch, variables: [...variables] }, { trims: true }),
  );
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect(sizes[2]).toBeGreaterThan((sizes[1] ?? 0) + 10e6);
});
