import { describe, expect, it } from 'vitest';
import { zeros } from '../../../../compiler/ir/initializer.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import type { Program, Variable } from '../../../../compiler/ir/ir.ts';
import { batched, fixedShape } from '../../../../compiler/ir/extent.ts';
import type { HostTensor } from '../../../../runtime/engines/engine.ts';
import { batchOf, initialValues, plainNetwork } from '../tfjs/networks.ts';
import { availability, tensorflowEngine } from '../../../../runtime/engines/tensorflow/tensorflow-engine.ts';

const here = await availability();
const weights: Variable = {
  name: 'dense/kernel',
  role: 'weight',
  shape: [3, 2],
  initializer: zeros,
  trainable: true,
};
const start = Float32Array.of(1, 2, 3, 4, 5, 6);

/** y = x · kernel; `learning`: then the kernel grows by half of itself. */
function program(learning: boolean): Program {
  const build = new Builder();
  build.origin = 'dense';
  const type = { shape: batched([3]), dtype: 'float32' } as const;
  const x = build.input('x', type, { kind: 'input', key: 'x' });
  const kernel = build.read(weights);
  build.output('y', build.op('matmul', [x, kernel], { transposeA: false, transposeB: false }));
  build.stage = 'update';
  if (learning) build.update(weights, build.op('multiply', [kernel, build.constant(1.5)], {}));
  return build.finish(learning ? 'step' : 'predict');
}

const bytesOf = (data: Float32Array = new Float32Array()): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

const rows = (batch: number): Map<string, HostTensor> =>
  new Map([['x', { dtype: 'float32', shape: [batch, 3], data: new Float32Array(batch * 3).fill(1) }]]);

describe.skipIf(!here.available)('a TensorFlow session', () => {
  const open = (...programs: readonly Program[]) =>
    tensorflowEngine().open(new Map([[weights, start]]), programs);
  const kernel = async (session: Awaited<ReturnType<typeof open>>) =>
    (await session.read(['dense/kernel'])).get('dense/kernel');

  it('gives outputs of the values before the step, and moves variables with it', async () => {
    const step = program(true);
    const session = await open(step);
    expect((await session.run(step, 1, rows(1))).get('y')?.data).toEqual(Float32Array.of(9, 12));
    expect(await kernel(session)).toEqual(start.map((value) => value * 1.5));
    expect((await session.run(step, 1, rows(1))).get('y')?.data).toEqual(Float32Array.of(13.5, 18));
    await session.dispose();
  });

  it('carries variables on to a program that it did not know of', async () => {
    const session = await open();
    await session.run(program(true), 2, rows(2));
    const after = await session.run(program(false), 3, rows(3));
    expect(after.get('y')?.shape).toEqual([3, 2]);
    expect(after.get('y')?.data.slice(0, 2)).toEqual(Float32Array.of(13.5, 18));
    await session.dispose();
  });

  it('keeps values of its own, whatever becomes of those that it was given', async () => {
    const session = await open();
    const mine = start.slice();
    await session.write(new Map([['dense/kernel', mine]]));
    mine.fill(-1);
    expect(await kernel(session)).toEqual(start);
    await session.dispose();
  });

  it('sets and reads variables of any size, all at once or one by one', async () => {
    const shapes = [[3, 5], [], [300, 301], [256, 256], [257], [2 ** 12, 2 ** 11 + 1]];
    const numbered = shapes.map((shape, index): Variable => ({ ...weights, name: `w${index}`, shape }));
    const count = ({ shape }: Variable): number => shape.reduce((product, size) => product * size, 1);
    const values = (from: number): Map<Variable, Float32Array> =>
      new Map(
        numbered.map((each, k) => [each, new Float32Array(count(each)).map((_, i) => from + k + i / 7)]),
      );
    const session = await tensorflowEngine().open(values(0));
    const expectAll = async (expected: ReadonlyMap<Variable, Float32Array>): Promise<void> => {
      const found = await session.read(numbered.map(({ name }) => name));
      for (const [{ name }, data] of expected) {
        expect(Buffer.compare(bytesOf(found.get(name)), bytesOf(data)), name).toBe(0);
      }
    };
    await expectAll(values(0));
    const changed = values(0);
    for (const [each, data] of values(100)) {
      changed.set(each, data);
      await session.write(new Map([[each.name, data]]));
      await expectAll(changed);
    }
    await expect(session.write(new Map([['w0', new Float32Array(3)]]))).rejects.toThrow(
      'w0 holds 15 numbers, not 3',
    );
    await expectAll(changed);
    await session.dispose();
  });

  it('keeps sessions apart', async () => {
    const sessions = [await open(), await open()] as const;
    await sessions[0].write(new Map([['dense/kernel', new Float32Array(6)]]));
    expect(await kernel(sessions[1])).toEqual(start);
    for (const session of sessions) await session.dispose();
  });

  it('takes the batch size from the run where no input tells it', async () => {
    const build = new Builder();
    build.output('ones', build.constant(1, batched([2])));
    const ones = build.finish('predict');
    const session = await open(ones);
    expect((await session.run(ones, 3, new Map())).get('ones')?.shape).toEqual([3, 2]);
    await session.dispose();
  });

  it('goes on from variables that were read to the same bits', async () => {
    const network = plainNetwork('Adam');
    const steps = async (values: ReadonlyMap<Variable, Float32Array>, from: number, to: number) => {
      const session = await tensorflowEngine().open(values, [network.step]);
      for (let step = from; step < to; step++) await session.run(network.step, 3, batchOf(network, 3, step));
      const names = await session.read([...values.keys()].map(({ name }) => name));
      await session.dispose();
      return new Map([...values.keys()].map((variable) => [variable, names.get(variable.name)!]));
    };
    const first = initialValues(network);
    expect(await steps(await steps(first, 0, 2), 2, 4)).toEqual(await steps(first, 0, 4));
  });

  it('says in one line what could not be run', async () => {
    const session = await open();
    const predict = program(false);
    await expect(session.run(predict, 3, rows(2))).rejects.toThrow(
      'x has 9 elements with a batch of 3, not 6',
    );
    await expect(session.run(predict, 2, new Map())).rejects.toThrow('the input x is missing');
    await expect(session.read(['no such'])).rejects.toThrow('the session has no variable no such');
    await session.dispose();
  });

  it('says which node failed when TensorFlow does', async () => {
    const build = new Builder();
    build.origin = 'wrong';
    const x = build.input('x', { shape: fixedShape([2]), dtype: 'float32' }, { kind: 'input', key: 'x' });
    const lie = { ...x, shape: fixedShape([3]) };
    build.output('y', build.op('add', [lie, build.constant(1, fixedShape([3]))], {}));
    const { ops, ...rest } = build.finish('predict');
    const bad: Program = {
      ...rest,
      ops: ops.map((op) => ({ ...op, inputs: op.inputs.map((v) => (v === lie ? x : v)) })),
    };
    await expect(open(bad)).rejects.toThrow(/TensorFlow could not read the graph: .*wrong\/AddV2/);
  });
});
