import { scalarsOf } from '../../compiler/lower/build-programs.ts';
import { expect, describe, it } from 'vitest';
import { type PhasePrograms, buildPrograms } from '../../compiler/lower/build-programs.ts';
import type { Program, Variable } from '../../compiler/ir/ir.ts';
import { shapeAt } from '../../compiler/ir/extent.ts';
import { losses as kinds } from '../../compiler/catalogue/losses/registry.ts';
import { defaultsOf } from '../../compiler/catalogue/parameters/defaults-of.ts';
import { optimizers } from '../../compiler/catalogue/optimizers/registry.ts';
import type { Engine, HostTensor } from '../../runtime/engines/engine.ts';
import { initialize } from '../../runtime/weights/initialize.ts';
import { modelOf } from '../support/compile-text.ts';
import { hashed } from '../support/hashed.ts';
import { testSpan } from '../support/span.ts';
import { cpu, otherEngines } from './engines.ts';
import { networks } from './networks.ts';

/* Networks of the kinds of layers that are not in other tests, trained: every engine loses what cpu loses. */

const batch = 4;

function programsOf(text: string): PhasePrograms {
  return buildPrograms(modelOf(text), {
    name: 'main',
    epochs: 1,
    batch,
    optimizer: {
      kind: 'Adam',
      params: { ...defaultsOf(optimizers.Adam.params), learning_rate: 0.01 },
      span: testSpan,
    },
    objectives: [
      {
        head: 'label',
        target: 'label',
        loss: {
          kind: 'sparse_categorical_crossentropy',
          params: defaultsOf(kinds.sparse_categorical_crossentropy.params),
        },
        weight: 1,
        metrics: [],
        span: testSpan,
      },
    ],
    frozen: new Set(),
    span: testSpan,
  });
}

function feedOf(
  program: Program,
  scalars: Readonly<Record<string, number>>,
  step: number,
): Map<string, HostTensor> {
  return new Map(
    program.inputs.map(({ name, role, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      if (role.kind === 'target') return [name, { dtype: 'int32', shape, data: Int32Array.of(0, 1, 2, 1) }];
      const numbers = role.kind === 'scalar' ? [scalars[role.key] ?? NaN] : hashed(step, shape);
      return [name, { dtype: 'float32', shape, data: Float32Array.from(numbers) }];
    }),
  );
}

async function losses(engine: Engine, text: string): Promise<number[]> {
  const programs = programsOf(text);
  const { step, variables } = programs;
  const first = variables.map((variable): [Variable, Float32Array] => [variable, initialize(variable, 5)]);
  const session = await engine.open(new Map(first));
  const found: number[] = [];
  for (let iteration = 1; iteration <= 8; iteration++) {
    const results = await session.run(step, batch, feedOf(step, scalarsOf(programs, iteration), iteration));
    found.push(results.get('loss')?.data[0] ?? NaN);
  }
  await session.dispose();
  return found;
}

describe.each(Object.entries(networks))('8 steps of a %s network', (_name, text) => {
  let onCpu: Promise<readonly number[]> | undefined;

  for (const { engine, availability } of otherEngines) {
    it.skipIf(!availability.available)(`${engine.name} loses what cpu loses`, async () => {
      const [wanted, found] = [await (onCpu ??= losses(cpu, text)), await losses(engine, text)];
      expect(wanted.at(-1)).toBeLessThan(wanted[0] ?? 0);
      found.forEach((loss, step) => {
        expect(Math.abs(loss / (wanted[step] ?? NaN) - 1)).toBeLessThan(2e-4);
      });
    });
  }
});
