import { expect } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { type ConcreteGraph, isConcrete } from '../../../../compiler/graph/graph.ts';
import { buildPredict } from '../../../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../../../compiler/lower/lower-graph.ts';
import type { Variable } from '../../../../compiler/ir/ir.ts';
import type { Batch } from '../../../../runtime/data/batches.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';
import { feed } from '../../../../runtime/train/feed.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { cpu } from '../../../laws/engines.ts';
import { compileText } from '../../../support/compile-text.ts';
import { hashed } from '../../../support/hashed.ts';
import { codeOf } from '../model/code-of.ts';
import { generate } from './generated.ts';
import { read } from './read-weights.ts';

type Made = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** Predicts with every model of a spec by its module and by the engine `cpu`, with the same weights of the same names. */
export async function expectSamePredictions(text: string): Promise<void> {
  const made = (await generate(codeOf(text))) as unknown as Made;
  const graphs = compileText(text).value.models.filter(isConcrete);
  expect(graphs.length).toBeGreaterThan(0);
  for (const graph of graphs) await expectSame(graph, made, graphs.length === 1);
}

async function expectSame(graph: ConcreteGraph, made: Made, isOnly: boolean): Promise<void> {
  const variables = [...graphVariables(graph).values()];
  const weights = new Map(variables.map((variable, index) => [variable.name, drawn(variable, index)]));
  const inputs = graph.inputs.map(({ name, shape }, index) => ({
    name,
    shape,
    values: Float32Array.from(hashed(index, [2, ...shape])),
  }));
  const wanted = await predicted(graph, inputs, weights);

  const model = made[isOnly ? 'createModel' : `create${graph.name}`]!() as tf.LayersModel;
  made['loadWeights']!(
    model,
    encodeSafetensors({
      tensors: new Map(variables.map(({ name, shape }) => [name, { shape, data: weights.get(name)! }])),
      metadata: new Map(),
    }),
  );
  expect(model.countParams()).toBe(
    variables.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0),
  );
  const given = inputs.map(({ shape, values }) => tf.tensor(values, [2, ...shape]));
  const found = model.predict(given.length === 1 ? given[0]! : given);
  [found].flat().forEach((tensor, index) => {
    const values = wanted.get(graph.heads[index]!.name)!;
    expect(tensor.size).toBe(values.length);
    const apart = Math.max(...Array.from(tensor.dataSync(), (x, at) => Math.abs(x - (values[at] ?? NaN))));
    expect(apart, graph.heads[index]!.name).toBeLessThan(1e-4);
  });
  const saved = read(made['saveWeights']!(model) as Uint8Array);
  expect(new Map([...saved].toSorted())).toEqual(new Map([...weights].toSorted()));
  model.dispose();
}

interface Given {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What an engine makes of inputs, by head. */
export async function predicted(
  graph: ConcreteGraph,
  inputs: readonly Given[],
  weights: ReadonlyMap<string, Float32Array>,
  engine: Engine = cpu,
): Promise<ReadonlyMap<string, ArrayLike<number>>> {
  const variables = graphVariables(graph);
  const program = buildPredict(graph, variables);
  const session = await engine.open(
    new Map([...variables.values()].map((variable) => [variable, weights.get(variable.name)!])),
  );
  const batch: Batch = {
    count: 2,
    indexes: [],
    cursor: 0,
    fields: new Map(inputs.map(({ name, shape, values }) => [name, { shape, values }])),
  };
  const results = await session.run(program, 2, feed(program, batch, new Map(), undefined));
  await session.dispose();
  return new Map([...results].map(([name, { data }]) => [name, data]));
}

/** Values of a weight that are told apart from any other's. */
const drawn = ({ name, shape }: Variable, index: number): Float32Array =>
  Float32Array.from(hashed(1000 + index, shape), (u) => (name.endsWith('variance') ? u + 0.5 : u - 0.4));
