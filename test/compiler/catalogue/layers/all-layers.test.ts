import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ConcreteGraph } from '../../../../compiler/graph/graph.ts';
import { layerDefinitions } from '../../../../compiler/catalogue/layers/registry.ts';
import { peakAt } from '../../../../compiler/passes/plan.ts';
import type { Engine, HostTensor } from '../../../../runtime/engines/engine.ts';
import { tfjsPlan } from '../../../../runtime/engines/tfjs/compiled-program.ts';
import { measureMemory } from '../../../../runtime/engines/tfjs/measure.ts';
import { tfjsEngine } from '../../../../runtime/engines/tfjs/node.ts';
import { cpu, otherEngines } from '../../../laws/engines.ts';
import { layerGraph } from '../../../support/layer-graph.ts';
import { layerFeed, layerProgram, openLayer } from '../../../support/layer-program.ts';
import { layerText } from '../../../support/layer-text.ts';
import { sample } from '../../../support/sample.ts';

/*
 * Every layer kind against Keras 3.15: test/golden/all_layers.json is made by test/golden/make_all_layers.py, which asks
 * Keras for shapes and weights of layers drawn at random, and for outputs and gradients of some.
 */

interface Case {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly inputs: readonly (readonly number[])[];
}

interface Facts extends Case {
  readonly output?: readonly number[];
  readonly weights?: readonly { name: string; shape: readonly number[]; trainable: boolean }[];
  readonly error?: string;
}

interface Numbers extends Case {
  readonly y: readonly number[];
  readonly dx: readonly (readonly number[])[];
  readonly dw: Readonly<Record<string, readonly number[]>>;
}

const golden = JSON.parse(
  readFileSync(new URL('../../../golden/all_layers.json', import.meta.url), 'utf8'),
) as {
  readonly facts: readonly Facts[];
  readonly numbers: readonly Numbers[];
};

const titled = <T extends Case>(cases: readonly T[]): (readonly [string, T])[] =>
  cases.map((each) => [
    `${layerText(each.kind, each.arguments)} on ${each.inputs.map((shape) => `[${shape.join(', ')}]`).join(' and ')}`,
    each,
  ]);

function graphOf(each: Case): ConcreteGraph {
  const graph = layerGraph(each.kind, each.arguments, each.inputs);
  if ('message' in graph) throw new Error(graph.message);
  return graph;
}

describe('shapes and weights are Keras’s', () => {
  test.each(titled(golden.facts.filter(({ error }) => error === undefined)))('%s', (_title, each) => {
    const [layer] = graphOf(each).layers;
    expect(layer?.shape).toEqual(each.output);
    expect(layer?.weights.map(({ name, shape, trainable }) => ({ name, shape, trainable }))).toEqual(
      each.weights,
    );
  });
});

describe('what Keras refuses is a problem', () => {
  test.each(titled(golden.facts.filter(({ error }) => error !== undefined)))('%s', (_title, each) => {
    expect(layerGraph(each.kind, each.arguments, each.inputs)).toMatchObject({
      message: expect.any(String) as string,
    });
  });
});

test('there are cases of every kind', () => {
  const older = ['Dense', 'BatchNormalization', 'Rescaling', 'Activation', 'ReLU', 'Softmax', 'Dropout'];
  const elsewhere = new Set([...older, 'Flatten', 'Reshape', 'Detections']);
  const covered = new Set(golden.facts.map(({ kind }) => kind));
  const kinds = layerDefinitions.map(({ kind }) => kind).filter((kind) => !elsewhere.has(kind));
  expect(kinds.filter((kind) => !covered.has(kind))).toEqual([]);
  expect(golden.facts.length).toBeGreaterThanOrEqual(400);
});

const batch = 2;

const positive = new Set(['Sqrt', 'Log', 'Divide', 'Power']);

const lowest = ({ kind }: Case): number => (positive.has(kind) ? 0.2 : -1);

async function run(engine: Engine, each: Case): Promise<ReadonlyMap<string, HostTensor>> {
  const { program, variables } = layerProgram(graphOf(each));
  const session = await openLayer(engine, variables);
  try {
    return await session.run(program, batch, layerFeed(program, batch, lowest(each)));
  } finally {
    await session.dispose();
  }
}

function expectClose(
  name: string,
  given: HostTensor | undefined,
  wanted: readonly number[],
  most: number,
): void {
  const data = Array.from(given?.data ?? []);
  expect(data.length, name).toBe(wanted.length);
  const apart = data.map(
    (x, index) => Math.abs(x - (wanted[index] ?? NaN)) / (1 + Math.abs(wanted[index] ?? 0)),
  );
  expect(Math.max(...apart), name).toBeLessThan(most);
}

/** TensorFlow reads the cubic from a table of 1024 places. */
const toleranceOf = ({ arguments: given }: Case): number =>
  given['interpolation'] === 'bicubic' ? 4e-3 : 2e-5;

const engines = [
  { engine: cpu, available: true },
  ...otherEngines.map(({ engine, availability }) => ({ engine, available: availability.available })),
];

describe.each(engines)('$engine.name computes what Keras computes', ({ engine, available }) => {
  // What an engine makes of each op is a law of its own: by default the others take half of the layers.
  const numbers = engine === cpu ? golden.numbers : sample(golden.numbers, golden.numbers.length >> 1);
  test.skipIf(!available).each(titled(numbers))('%s', async (_title, each) => {
    const results = await run(engine, each);
    const tolerance = toleranceOf(each);
    expectClose('y', results.get('y'), each.y, tolerance);
    each.dx.forEach((wanted, index) =>
      expectClose(`dx${index}`, results.get(`dx${index}`), wanted, tolerance),
    );
    for (const [name, wanted] of Object.entries(each.dw)) {
      const output = [...results.keys()].find((key) => key.startsWith('d/') && key.endsWith(`/${name}`));
      expectClose(name, results.get(output ?? ''), wanted, tolerance);
    }
  });
});

describe.each(['cpu', 'wasm'] as const)('%s holds as many bytes as are predicted', (backend) => {
  test.each(titled(golden.numbers))('%s', async (_title, each) => {
    const { program, variables } = layerProgram(graphOf(each));
    const engine = tfjsEngine(backend);
    await engine.availability();
    const { peakBytes, leftBytes } = await measureMemory(backend, async () => {
      const session = await openLayer(engine, variables);
      await session.run(program, batch, layerFeed(program, batch, lowest(each)));
      await session.dispose();
    });
    expect(peakBytes).toBe(peakAt(tfjsPlan(program, backend, variables), batch).bytes);
    expect(leftBytes).toBe(0);
  });
});
