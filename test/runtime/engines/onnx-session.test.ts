import type { InferenceSession } from 'onnxruntime-common';
import { describe, expect, it } from 'vitest';
import { emitOnnx } from '../../../compiler/targets/onnx/emit-onnx.ts';
import { arenaRequests } from '../../../compiler/targets/onnx/memory/requests.ts';
import { planReserve } from '../../../compiler/targets/onnx/memory/reserve.ts';
import { zeros } from '../../../compiler/ir/initializer.ts';
import { Builder } from '../../../compiler/ops/builder.ts';
import type { Program, Variable } from '../../../compiler/ir/ir.ts';
import { batched } from '../../../compiler/ir/extent.ts';
import type { HostTensor } from '../../../runtime/engines/engine.ts';
import { loadOnnxRuntime, type OnnxRuntime } from '../../../runtime/engines/onnx/load-onnx-runtime.ts';
import { availability, onnxEngine } from '../../../runtime/engines/onnx/onnx-engine.ts';
import { OnnxSession } from '../../../runtime/engines/onnx/onnx-session.ts';

const here = await availability();
const filter: Variable = {
  name: 'filter',
  role: 'weight',
  shape: [2, 1, 3, 5],
  initializer: zeros,
  trainable: true,
};
const start = Float32Array.from({ length: 30 }, (_, index) => index);

/** y = conv2d(x, filter); `learning`: then the filter grows by half of itself. */
function program(learning: boolean): Program {
  const build = new Builder();
  build.origin = 'conv';
  const type = { shape: batched([4, 4, 3]), dtype: 'float32' } as const;
  const x = build.input('x', type, { kind: 'input', key: 'x' });
  const weights = build.read(filter);
  const plain = {
    strides: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilations: [1, 1],
    groups: 1,
  } as const;
  build.output('y', build.op('conv2d', [x, weights], plain));
  if (learning) build.update(filter, build.op('multiply', [weights, build.constant(1.5)], {}));
  return build.finish(learning ? 'step' : 'predict');
}

const images = (batch: number): Map<string, HostTensor> => {
  const data = Float32Array.from({ length: batch * 48 }, (_, index) => Math.sin(index));
  return new Map([['x', { dtype: 'float32', shape: [batch, 4, 4, 3], data }]]);
};

describe.skipIf(!here.available)('onnx session', () => {
  const open = () => onnxEngine({ threads: 2 }).open(new Map([[filter, start]]));

  it('moves variables with each step, and shows them in the order of the program', async () => {
    const session = await open();
    expect((await session.read(['filter'])).get('filter')).toEqual(start);
    const step = program(true);
    await session.run(step, 2, images(2));
    await session.run(step, 2, images(2));
    expect((await session.read(['filter'])).get('filter')).toEqual(start.map((value) => value * 1.5 * 1.5));
    await session.dispose();
  });

  it('runs other programs and batch sizes on the same variables', async () => {
    const session = await open();
    await session.run(program(true), 2, images(2));
    const after = await session.run(program(false), 3, images(3));
    expect(after.get('y')?.shape).toEqual([3, 3, 4, 5]);
    await session.write(new Map([['filter', start.map((value) => value * 1.5)]]));
    const same = await session.run(program(false), 3, images(3));
    expect(same.get('y')?.data).toEqual(after.get('y')?.data);
    await session.dispose();
  });

  it('gives the same bits for the same inputs', async () => {
    const results = await Promise.all(
      [0, 1].map(async () => {
        const session = await open();
        const { data } = (await session.run(program(false), 3, images(3))).get('y') ?? { data: undefined };
        await session.dispose();
        return data;
      }),
    );
    expect(results[0]).toEqual(results[1]);
  });

  it('says in one line what could not be run', async () => {
    const session = await open();
    const wrong = images(2);
    const prepared = program(false);
    await expect(session.run(prepared, 3, wrong)).rejects.toThrow(
      'x has 144 elements with a batch of 3, not 96',
    );
    await expect(session.run(prepared, 2, new Map())).rejects.toThrow('predict needs the input x');
    await expect(session.read(['no such'])).rejects.toThrow('there is no variable no such');
    await session.dispose();
  });

  it('takes room for a whole graph in its first run alone', async () => {
    const taken: bigint[] = [];
    const runtime = await watched((feeds) => {
      for (const floats of (feeds['reserve']?.data ?? []) as BigInt64Array) taken.push(floats);
    });
    const session = new OnnxSession(runtime, 2, new Map([[filter, start]]));
    const learning = program(true);
    for (const batch of [2, 2, 3, 3]) await session.run(learning, batch, images(batch));
    const floats = [2, 3].map((batch) =>
      BigInt(planReserve(arenaRequests(emitOnnx(learning, batch).graph, 2)).bytes / 4),
    );
    expect(taken).toEqual([floats[0], 0n, floats[1], 0n]);
    expect(floats[0]).toBeGreaterThan(0n);
    await session.dispose();
  });
});

/** The runtime, of which every run is seen. */
async function watched(see: (feeds: InferenceSession.OnnxValueMapType) => void): Promise<OnnxRuntime> {
  const runtime = await loadOnnxRuntime();
  const create = async (model: Uint8Array, options: InferenceSession.SessionOptions) => {
    const session = await runtime.InferenceSession.create(model, options);
    const run = (feeds: InferenceSession.OnnxValueMapType) => {
      see(feeds);
      return session.run(feeds);
    };
    return { run, release: () => session.release() };
  };
  return { ...runtime, InferenceSession: { create } } as unknown as OnnxRuntime;
}
