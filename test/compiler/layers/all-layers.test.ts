import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../../../compiler/graph/graph.ts';
import { layerDefinitions } from '../../../compiler/layers/registry.ts';
import { Builder } from '../../../compiler/program/builder.ts';
import { differentiate } from '../../../compiler/program/differentiate.ts';
import type { Program, Value, Variable } from '../../../compiler/program/ir.ts';
import { graphVariables, lowerGraph } from '../../../compiler/program/lower-graph.ts';
import { simplify } from '../../../compiler/program/simplify.ts';
import { batched, shapeAt } from '../../../compiler/program/size.ts';
import type { Engine, HostTensor } from '../../../runtime/engines/engine.ts';
import { cpu, otherEngines } from '../../laws/engines.ts';
import { hashed } from '../../support/hashed.ts';
import { layerGraph } from '../../support/layer-graph.ts';
import { layerText } from '../../support/layer-text.ts';

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

const golden = JSON.parse(readFileSync(new URL('../../golden/all_layers.json', import.meta.url), 'utf8')) as {
  readonly facts: readonly Facts[];
  readonly numbers: readonly Numbers[];
};

const titled = <T extends Case>(cases: readonly T[]): (readonly [string, T])[] =>
  cases.map((each) => [
    `${layerText(each.kind, each.arguments)} on ${each.inputs.map((shape) => `[${shape.join(', ')}]`).join(' and ')}`,
    each,
  ]);

function graphOf(each: Case): Graph {
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
  const elsewhere = new Set([...older, 'Flatten', 'Reshape']);
  const covered = new Set(golden.facts.map(({ kind }) => kind));
  const kinds = layerDefinitions.map(({ kind }) => kind).filter((kind) => !elsewhere.has(kind));
  expect(kinds.filter((kind) => !covered.has(kind))).toEqual([]);
  expect(golden.facts.length).toBeGreaterThanOrEqual(400);
});

const batch = 2;

/** Outputs y, and gradients `dx0`, …, `d/kernel`, … of Σ w · y. */
function programOf(each: Case): { program: Program; variables: readonly Variable[] } {
  const graph = graphOf(each);
  const build = new Builder();
  const variables = graphVariables(graph);
  const inputs = graph.inputs.map(({ name, shape }) =>
    build.input(`input/${name}`, { shape: batched(shape), dtype: 'float32' }, { kind: 'input', key: name }),
  );
  const named = new Map(graph.inputs.map(({ name }, index) => [name, inputs[index] as Value]));
  const values = lowerGraph(build, graph, variables, named, { training: false, frozen: new Set() });
  const y = values.get(graph.layers[0]!)!;
  const w = build.input('w', { shape: y.shape, dtype: 'float32' }, { kind: 'input', key: 'w' });
  const product = build.op('multiply', [y, w], {});
  const axes = y.shape.map((_, axis) => axis);
  const total = build.op('reduceSum', [product], { axes, keepDims: false });
  build.output('y', y);
  const weights = [...variables.values()].map((variable) => [variable, build.read(variable)] as const);
  const wanted = [...inputs, ...weights.map(([, value]) => value)];
  const names = [...inputs.map((_, index) => `dx${index}`), ...weights.map(([{ name }]) => `d/${name}`)];
  differentiate(build, total, wanted).forEach((gradient, index) => {
    if (gradient !== undefined) build.output(names[index] ?? '', gradient);
  });
  return { program: simplify(build.finish('step')), variables: [...variables.values()] };
}

function feedOf(each: Case, program: Program): Map<string, HostTensor> {
  const low = each.kind === 'Sqrt' || each.kind === 'Log' ? 0.2 : -1;
  const inputs = program.inputs.filter(({ name }) => name !== 'w');
  return new Map(
    program.inputs.map(({ name, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      const index = inputs.findIndex((input) => input.name === name);
      const data =
        index < 0
          ? hashed(300, shape).map((u) => 2 * u - 1)
          : hashed(100 + index, shape).map((u) => low + (1 - low) * u);
      return [name, { dtype: 'float32', shape, data: Float32Array.from(data) }];
    }),
  );
}

async function run(engine: Engine, each: Case): Promise<ReadonlyMap<string, HostTensor>> {
  const { program, variables } = programOf(each);
  const first = variables.map((variable, index): [Variable, Float32Array] => [
    variable,
    Float32Array.from(hashed(200 + index, variable.shape), (u) => u - 0.3),
  ]);
  const session = await engine.open(new Map(first));
  try {
    return await session.run(program, batch, feedOf(each, program));
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
  test.skipIf(!available).each(titled(golden.numbers))('%s', async (_title, each) => {
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
