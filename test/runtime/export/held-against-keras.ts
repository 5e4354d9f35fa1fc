import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { kerasName } from '../../../compiler/codegen/keras/keras-name.ts';
import type { ConcreteGraph } from '../../../compiler/graph/graph.ts';
import type { Variable } from '../../../compiler/ir/ir.ts';
import { graphVariables } from '../../../compiler/lower/lower-graph.ts';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { cpu } from '../../laws/engines.ts';
import { hashed } from '../../support/hashed.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { predicted } from '../../compiler/codegen/typescript/predict-generated.ts';
import type { KerasOpener } from './keras-opener.ts';

type Values = ReadonlyMap<Variable, Float32Array>;

interface Options {
  readonly low?: number;
  readonly engine?: Engine;
  /** How far predictions may be apart, of the largest. */
  readonly within?: number;
  /** The folder of a package whose model takes the weights. */
  readonly into?: string;
}

/** Values of a weight that are told apart from any other's, and leave numbers about as large as they are. */
function drawn({ name, shape }: Variable, index: number): Float32Array {
  const values = new Float32Array(hashed(1000 + index, shape));
  if (name.endsWith('variance')) return values.map((u) => u + 0.5);
  if (name.endsWith('gamma')) return values.map((u) => u * 0.5 + 0.25);
  const inputs = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return values.map((u) => ((u - 0.45) * Math.sqrt(12)) / Math.sqrt(inputs));
}

/** Drawn weights of a graph. */
export const drawnWeights = (graph: ConcreteGraph): Values =>
  new Map([...graphVariables(graph).values()].map((variable, index) => [variable, drawn(variable, index)]));

/**
 * Has Keras open a file of a graph with drawn weights, and holds what it has and predicts against what an engine computes:
 * the same names, the same weights bit for bit, predictions within a share of the largest.
 */
export async function expectOpens(
  graph: ConcreteGraph,
  write: (
    graph: ConcreteGraph,
    values: Values,
  ) => Promise<{ readonly name: string; readonly bytes: Uint8Array }>,
  keras: KerasOpener,
  { low = 0, engine = cpu, within = 1e-5, into }: Options = {},
): Promise<void> {
  const values = drawnWeights(graph);
  const inputs = graph.inputs.map(({ name, shape }, index) => ({
    name,
    shape,
    values: new Float32Array(hashed(index, [2, ...shape])).map((u) => low + (1 - low) * u),
  }));
  const weights = new Map([...values].map(([{ name }, data]) => [name, data]));
  const wanted = await predicted(graph, inputs, weights, engine);
  const { name: called, bytes } = await write(graph, values);
  const file = join(temporaryDirectory(), called);
  writeFileSync(file, bytes);
  const given = inputs.map(({ name, shape, values: x }) => [
    kerasName(name),
    { shape: [2, ...shape], values: Array.from(x) },
  ]);
  const opened = await keras.open(file, Object.fromEntries(given) as never, into);
  expect(opened.error).toBeUndefined();
  expect(opened.inputs).toEqual(graph.inputs.map(({ name }) => kerasName(name)));
  const digests = [...values].map(([{ name }, data]) => [kerasVariable(name), digest(data)]);
  const found = Object.entries(opened.weights ?? {}).map(([name, sum]) => [
    name.replace(/\/variable_\d+$/, '/variable'),
    sum,
  ]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(digests));
  const isSingle = graph.heads.length === 1;
  for (const { name, tensor } of graph.heads) {
    const found = opened.predictions[isSingle ? '' : name];
    expect(found?.shape).toEqual([2, ...tensor.shape]);
    expectNear(found?.values ?? [], wanted.get(name)!, within, name);
  }
}

function expectNear(found: readonly number[], wanted: ArrayLike<number>, within: number, name: string): void {
  const scale = Array.from(wanted).reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3);
  const apart = found.reduce((most, x, at) => Math.max(most, Math.abs(x - (wanted[at] ?? NaN))), 0);
  expect(apart / scale, name).toBeLessThan(within);
}

const digest = (data: Float32Array): string =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

/** Keras has no name for the weight of its LayerScale, but numbers such weights. */
const kerasVariable = (name: string): string => {
  const at = name.lastIndexOf('/');
  const [layer, weight] = [kerasName(name.slice(0, at)), name.slice(at + 1)];
  return `${layer}/${layer.endsWith('layer_scale') ? 'variable' : weight}`;
};
