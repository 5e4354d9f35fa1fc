import { describe, expect, it } from 'vitest';
import { Builder } from '../../../../compiler/ops/builder.ts';
import type { Program, Variable } from '../../../../compiler/ir/ir.ts';
import { batched } from '../../../../compiler/ir/extent.ts';
import type { HostTensor } from '../../../../runtime/engines/engine.ts';
import { measureMemory } from '../../../../runtime/engines/tfjs/measure.ts';
import { tfjsEngine } from '../../../../runtime/engines/tfjs/node.ts';

const variable = (name: string): Variable => ({
  name,
  role: 'weight',
  shape: [2],
  initializer: { kind: 'constant', value: 0 },
  trainable: true,
});
const [a, b] = [variable('a'), variable('b')];
const x: HostTensor = { dtype: 'float32', shape: [1, 2], data: Float32Array.of(5, 6) };
const feed = new Map([['x', x]]);
const first = new Map([
  [a, Float32Array.of(1, 2)],
  [b, Float32Array.of(3, 4)],
]);

/** A program on one input and both variables. */
function program(write: (build: Builder, input: ReturnType<Builder['input']>) => void): Program {
  const build = new Builder();
  write(build, build.input('x', { shape: batched([2]), dtype: 'float32' }, { kind: 'input', key: 'x' }));
  return build.finish('step');
}

describe.each(['cpu', 'wasm'] as const)('a session on %s', (backend) => {
  const engine = tfjsEngine(backend);

  async function after(step: Program): Promise<{ variables: number[][]; outputs: number[][] }> {
    expect((await engine.availability()).available).toBe(true);
    const { value, leftBytes } = await measureMemory(backend, async () => {
      const session = await engine.open(first);
      const outputs = await session.run(step, 1, feed);
      const variables = await session.read(['a', 'b']);
      await session.dispose();
      return {
        variables: [...variables.values()].map((data) => [...data]),
        outputs: [...outputs.values()].map(({ data }) => [...data]),
      };
    });
    expect(leftBytes).toBe(0);
    return value;
  }

  it('lets variables change places', async () => {
    const step = program((build) => {
      const [oldA, oldB] = [build.read(a), build.read(b)];
      build.update(a, oldB);
      build.update(b, oldA);
    });
    expect((await after(step)).variables).toEqual([
      [3, 4],
      [1, 2],
    ]);
  });

  it('lets two variables take one value, seen in another shape', async () => {
    const step = program((build) => {
      const sum = build.op('add', [build.read(a), build.read(b)], {});
      const value = build.op('reshape', [sum], { shape: [{ constant: 2, perBatch: 0 }] });
      build.update(a, value);
      build.update(b, value);
    });
    expect((await after(step)).variables).toEqual([
      [4, 6],
      [4, 6],
    ]);
  });

  it('lets variables that took one value go apart again', async () => {
    const together = program((build) => {
      const sum = build.op('add', [build.read(a), build.read(b)], {});
      build.update(a, sum);
      build.update(b, sum);
    });
    const grown = program((build) => {
      build.update(a, build.op('add', [build.read(a), build.constant(1)], {}));
      build.output('b', build.read(b));
    });
    const session = await engine.open(first);
    for (const step of [together, grown, grown]) await session.run(step, 1, feed);
    expect(await session.read(['a', 'b'])).toEqual(
      new Map([
        ['a', Float32Array.of(6, 8)],
        ['b', Float32Array.of(4, 6)],
      ]),
    );
    await session.dispose();
  });

  it('gives back inputs, old values and new ones', async () => {
    const step = program((build, input) => {
      const old = build.read(a);
      const next = build.op('add', [old, build.read(b)], {});
      build.output('input', input);
      build.output('old', old);
      build.output('next', next);
      build.update(a, next);
    });
    const { outputs, variables } = await after(step);
    expect(outputs).toEqual([
      [5, 6],
      [1, 2],
      [4, 6],
    ]);
    expect(variables).toEqual([
      [4, 6],
      [3, 4],
    ]);
  });

  it('keeps variables that an op replaces without reading, and those that nothing moves', async () => {
    const step = program((build) => {
      build.update(a, build.constant(7, [{ constant: 2, perBatch: 0 }]));
    });
    expect((await after(step)).variables).toEqual([
      [7, 7],
      [3, 4],
    ]);
  });

  it('writes variables, and its copies are its own', async () => {
    const session = await engine.open(first);
    const given = Float32Array.of(8, 9);
    await session.write(new Map([['a', given]]));
    given[0] = 0;
    const read = await session.read(['a']);
    read.get('a')?.fill(0);
    expect((await session.read(['a'])).get('a')).toEqual(Float32Array.of(8, 9));
    await session.dispose();
  });

  it('says which input is missing or of another shape', async () => {
    const step = program((build, input) => {
      build.output('y', input);
    });
    const session = await engine.open(first);
    await expect(session.run(step, 1, new Map())).rejects.toThrow('the input x is not fed');
    await expect(session.run(step, 2, feed)).rejects.toThrow(
      'the input x is float32 [1,2], not float32 [2,2]',
    );
    await session.dispose();
  });
});

it('keeps sessions on both backends apart when they run at once', async () => {
  const step = program((build, input) => {
    const next = build.op('add', [build.read(a), build.constant(1)], {});
    build.update(a, next);
    build.output('y', build.op('multiply', [input, next], {}));
  });
  const sessions = await Promise.all([tfjsEngine('cpu').open(first), tfjsEngine('wasm').open(first)]);
  const rounds = Array.from({ length: 10 }, () =>
    sessions.map((session) => session.run(step, 1, feed)),
  ).flat();
  const results = await Promise.all(rounds);
  expect(results.slice(-2).map((result) => [...(result.get('y')?.data ?? [])])).toEqual([
    [55, 72],
    [55, 72],
  ]);
  for (const session of sessions) await session.dispose();
});
