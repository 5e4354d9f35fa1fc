import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Tensor } from 'onnxruntime-common';
import { tensorTypes } from '../compiler/targets/onnx/memory/tensor-types.ts';
import { type EmittedGraph, emitOnnx, onnxModel, type Port } from '../compiler/targets/onnx/emit-onnx.ts';
import type { OnnxNode } from '../compiler/targets/onnx/onnx-model.ts';
import type { Program } from '../compiler/ir/ir.ts';
import { loadOnnxRuntime, type OnnxRuntime } from '../runtime/engines/onnx/load-onnx-runtime.ts';
import { sessionOptions } from '../runtime/engines/onnx/onnx-session.ts';
import { matrixProduct } from './matrix-product.ts';
import { isNetwork, networks, usualBatch } from './networks.ts';

const usage = `npm run bench -- operators [--net fashion|resnet34] [--batch N] [--steps N] [--threads N] [--most N]

Shows which operators of a training step on onnx take its time, as the runtime's own profile tells, and how fast those that
multiply are beside one plain matrix product.`;

/** What bounds a step on `onnx`, operator by operator. */
export async function benchOperators(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      net: { type: 'string', default: 'fashion' },
      batch: { type: 'string' },
      steps: { type: 'string', default: '10' },
      threads: { type: 'string', default: String(availableParallelism()) },
      most: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  const { net } = values;
  if (values.help || !isNetwork(net)) return console.log(usage);
  const batch = Number(values.batch ?? usualBatch[net]);
  const [steps, threads] = [Number(values.steps), Number(values.threads)];
  const best = Math.max(...(await profile(matrixProduct(), 1, steps, threads)).map(({ rate }) => rate));
  console.log(`a plain matrix product: ${best.toFixed(0)} GFLOP/s on ${threads} threads\n`);
  const rows = await profile(networks[net](), batch, steps, threads);
  const total = rows.reduce((sum, { time }) => sum + time, 0);
  const print = (name: string, { time, rate }: Pick<Row, 'time' | 'rate'>): void => {
    const share = `${((100 * time) / total).toFixed(1)} %`.padStart(7);
    const speed =
      rate > 0 ? `${rate.toFixed(0).padStart(6)} GFLOP/s  ${((100 * rate) / best).toFixed(0)} %` : '';
    console.log(`${name.padEnd(44)} ${time.toFixed(2).padStart(8)} ms ${share} ${speed}`);
  };
  console.log(`${net}, batch ${batch}: milliseconds of a step, by kind of operator`);
  for (const [kind, row] of byKind(rows)) print(kind, row);
  console.log('\nthe slowest');
  for (const row of rows.toSorted((a, b) => b.time - a.time).slice(0, Number(values.most)))
    print(row.name, row);
}

/** What a node takes in a step: the median of milliseconds, its multiplications and additions, and 1e9 of these a second. */
interface Row {
  readonly name: string;
  readonly kind: string;
  readonly time: number;
  readonly flops: number;
  readonly rate: number;
}

function byKind(rows: readonly Row[]): [string, Pick<Row, 'time' | 'rate'>][] {
  const kinds = new Map<string, { time: number; flops: number }>();
  for (const { kind, time, flops } of rows) {
    const sum = kinds.get(kind) ?? { time: 0, flops: 0 };
    kinds.set(kind, { time: sum.time + time, flops: sum.flops + flops });
  }
  return [...kinds]
    .map(([kind, { time, flops }]): [string, Pick<Row, 'time' | 'rate'>] => [
      kind,
      { time, rate: flops / time / 1e6 },
    ])
    .sort(([, a], [, b]) => b.time - a.time);
}

async function profile(program: Program, batch: number, steps: number, threads: number): Promise<Row[]> {
  const runtime = await loadOnnxRuntime();
  const emitted = emitOnnx(program, batch);
  const folder = await mkdtemp(join(tmpdir(), 'cnnc-profile-'));
  try {
    const session = await runtime.InferenceSession.create(onnxModel(emitted), {
      ...sessionOptions(threads, 'cpu'),
      enableProfiling: true,
      profileFilePrefix: join(folder, 'profile'),
    });
    const feeds = randomFeeds(runtime, emitted);
    for (let step = 0; step < steps + 2; step++) await session.run(feeds);
    session.endProfiling();
    await session.release();
    const [file = ''] = await readdir(folder);
    return rowsOf(emitted, readTimes(JSON.parse(await readFile(join(folder, file), 'utf8')) as Event[]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A line of the runtime's profile; microseconds. */
interface Event {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
}

/** Milliseconds of every run of a node but the first two, by its name. */
function readTimes(events: readonly Event[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { cat, name, dur } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time')) continue;
    const node = name.slice(0, -'_kernel_time'.length);
    times.set(node, [...(times.get(node) ?? []), dur / 1000]);
  }
  return new Map([...times].map(([node, each]) => [node, each.slice(2)]));
}

function rowsOf({ graph }: EmittedGraph, times: ReadonlyMap<string, readonly number[]>): Row[] {
  const types = tensorTypes(graph);
  const dims = (name: string | undefined): readonly number[] => types.get(name ?? '')?.dims ?? [];
  return graph.nodes.flatMap((node): Row[] => {
    const each = times.get(node.name);
    if (each === undefined) return [];
    const time = each.toSorted((a, b) => a - b)[each.length >> 1] ?? 0;
    const flops = 2 * multiplications(node, node.inputs.map(dims), dims(node.outputs[0]));
    return [{ name: node.name, kind: node.opType, time, flops, rate: flops / time / 1e6 }];
  });
}

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

function multiplications(
  { opType, attributes }: OnnxNode,
  [x = [], w = []]: readonly (readonly number[])[],
  y: readonly number[],
): number {
  switch (opType) {
    case 'Conv':
      return product(y) * product(w.slice(1));
    case 'ConvTranspose':
      return product(x) * product(w.slice(1));
    case 'Gemm':
      return product(y) * (x[attributes['transA'] === 1 ? 0 : 1] ?? 0);
    case 'MatMul':
      return product(y) * (x.at(-1) ?? 0);
    default:
      return 0;
  }
}

function randomFeeds(runtime: OnnxRuntime, { inputs, variables }: EmittedGraph): Record<string, Tensor> {
  const feed = ({ tensor, dtype, dims }: Port): [string, Tensor] => {
    const size = product(dims);
    const data =
      dtype === 'int32'
        ? new Int32Array(size).fill(1)
        : Float32Array.from({ length: size }, () => Math.random() / 10);
    return [tensor, new runtime.Tensor(dtype, data, dims)];
  };
  return Object.fromEntries([...inputs, ...variables].map(feed));
}
