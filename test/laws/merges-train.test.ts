import { scalarsOf } from '../../compiler/lower/build-programs.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { losses } from '../../compiler/catalogue/losses/registry.ts';
import { defaultsOf } from '../../compiler/catalogue/parameters/defaults-of.ts';
import { buildPrograms, type PhasePrograms } from '../../compiler/lower/build-programs.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import { onnxEngine } from '../../runtime/engines/onnx/onnx-engine.ts';
import type { HostTensor, Session } from '../../runtime/engines/engine.ts';
import { modelOf } from '../support/compile-text.ts';
import { testSpan } from '../support/span.ts';

/*
 * Nets with merges and shared weights train: the loss falls, and a shared weight gets the sum of the gradients.
 */

const phaseOf = (head: string, loss: 'mse' | 'sparse_categorical_crossentropy', rate: number): PhaseSpec => ({
  name: 'main',
  epochs: 1,
  batch: 4,
  optimizer: { kind: 'SGD', params: { learning_rate: rate, momentum: 0, nesterov: false }, span: testSpan },
  objectives: [
    {
      head,
      target: head,
      loss: { kind: loss, params: defaultsOf(losses[loss].params) },
      weight: 1,
      metrics: [],
      span: testSpan,
    },
  ],
  frozen: new Set(),
  span: testSpan,
});

/** Numbers that look random and are the same everywhere. */
const numbers = (count: number, scale: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => scale * Math.sin(index * 12.9898 + 1));

function open({ variables }: PhasePrograms): Promise<Session> {
  const initial = variables.map((variable) => {
    const kind = variable.name.slice(variable.name.lastIndexOf('/') + 1);
    const size = variable.shape.reduce((product, length) => product * length, 1);
    if (kind === 'gamma' || kind === 'moving_variance')
      return [variable, new Float32Array(size).fill(1)] as const;
    const fan = variable.shape.slice(0, -1).reduce((product, length) => product * length, 1);
    return [
      variable,
      kind === 'kernel' ? numbers(size, Math.sqrt(3 / fan)) : new Float32Array(size),
    ] as const;
  });
  return onnxEngine().open(new Map(initial));
}

const float = (shape: readonly number[], data: Float32Array): HostTensor => ({
  dtype: 'float32',
  shape,
  data,
});

test('ResNet-34 at 32×32, an eighth as wide', async () => {
  const text = readFileSync('examples/resnet34.cnn', 'utf8')
    .replace('224, 224, 3', '32, 32, 3')
    .replaceAll(/\b(64|128|256|512)\b/g, (width) => `${Number(width) / 8}`);
  const programs = buildPrograms(modelOf(text), phaseOf('label', 'sparse_categorical_crossentropy', 0.01));
  const session = await open(programs);
  const losses: number[] = [];
  for (let step = 1; step <= 4; step++) {
    const fed = new Map<string, HostTensor>([
      ['input/image', float([4, 32, 32, 3], numbers(4 * 32 * 32 * 3, 1))],
      ['target/label', { dtype: 'int32', shape: [4], data: Int32Array.of(1, 3, 5, 7) }],
    ]);
    for (const [key, value] of Object.entries(scalarsOf(programs, step))) {
      fed.set(`optimizer/${key}`, float([], Float32Array.of(value)));
    }
    const results = await session.run(programs.step, 4, fed);
    losses.push(Number(results.get('loss')?.data[0]));
  }
  await session.dispose();
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
});

async function stepOf(body: string, weights: readonly string[]): Promise<readonly (readonly number[])[]> {
  const graph = modelOf(`model M { input x: float32[3] ${body} }`);
  const programs = buildPrograms(graph, phaseOf('output', 'mse', 0.1));
  const session = await open(programs);
  const before = await session.read(weights);
  const fed = new Map<string, HostTensor>([
    ['input/x', float([4, 3], numbers(12, 1))],
    ['target/output', float([4, 3], numbers(12, 2))],
  ]);
  for (const [key, value] of Object.entries(scalarsOf(programs, 1))) {
    fed.set(`optimizer/${key}`, float([], Float32Array.of(value)));
  }
  await session.run(programs.step, 4, fed);
  const after = await session.read(weights);
  await session.dispose();
  return weights.map((name) => {
    const old = before.get(name) ?? [];
    return [...(after.get(name) ?? [])].map((value, index) => value - (old[index] ?? 0));
  });
}

test('the gradients of shared weights add up', async () => {
  const [shared = []] = await stepOf('a: Dense(3) Activation(tanh) reuse a', ['a/kernel']);
  const [first = [], second = []] = await stepOf('a: Dense(3) Activation(tanh) b: Dense(3)', [
    'a/kernel',
    'b/kernel',
  ]);
  expect(shared.length).toBe(9);
  for (const [index, change] of shared.entries()) {
    expect(change).toBeCloseTo((first[index] ?? 0) + (second[index] ?? 0), 5);
  }
});

test('batch statistics of a layer that is applied twice move twice', async () => {
  const [mean = []] = await stepOf(
    'a: BatchNormalization(momentum=0.5) Dense(3) Rescaling(1, offset=2) reuse a',
    ['a/moving_mean'],
  );
  const [once = []] = await stepOf('a: BatchNormalization(momentum=0.5) Dense(3) Rescaling(1, offset=2)', [
    'a/moving_mean',
  ]);
  for (const [index, change] of mean.entries()) expect(change).toBeCloseTo((once[index] ?? 0) * 0.5 + 1, 4);
});
