import '@tensorflow/tfjs-backend-cpu';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { emitLayersModel, layersFile } from '../../../../compiler/codegen/tfjs/emit-layers-model.ts';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import type { Variable } from '../../../../compiler/ir/ir.ts';
import type { ConcreteGraph } from '../../../../compiler/graph/graph.ts';
import { graphVariables } from '../../../../compiler/lower/lower-graph.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';
import { cpu } from '../../../laws/engines.ts';
import { temporaryDirectory } from '../../../support/directory.ts';
import { hashed } from '../../../support/hashed.ts';
import { predicted } from '../typescript/predict-generated.ts';

const tfjs = fileURLToPath(new URL('../../../../compiler/codegen/typescript/parts/tf.ts', import.meta.url));

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

/** The files of a model, as `tf.loadLayersModel` reads them; what they import is registered first. */
export async function load(files: ReadonlyMap<string, Uint8Array>): Promise<tf.LayersModel> {
  const classes = files.get(layersFile);
  if (classes !== undefined) {
    const file = join(temporaryDirectory(), 'layers.ts');
    writeFileSync(file, `// @ts-nocheck\n${text(classes)}`);
    await import(file);
  }
  const { modelTopology, weightsManifest } = JSON.parse(text(files.get('model.json'))) as ModelJson;
  const shards = weightsManifest.flatMap(({ paths }) => paths.map((path) => files.get(path)!));
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: Uint8Array.from(Buffer.concat(shards)).buffer,
    }),
  );
}

/** Values of a weight that are told apart from any other's, and leave numbers about as large as they are. */
function drawn({ name, shape }: Variable, index: number): Float32Array {
  const values = new Float32Array(hashed(1000 + index, shape));
  if (name.endsWith('variance')) return values.map((u) => u + 0.5);
  if (name.endsWith('gamma')) return values.map((u) => u * 0.5 + 0.25);
  const inputs = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return values.map((u) => ((u - 0.45) * Math.sqrt(12)) / Math.sqrt(inputs));
}

/** Writes a graph for TensorFlow.js, loads it, and holds its predictions against those of an engine. */
export async function expectLoads(
  graph: ConcreteGraph,
  { low = 0, engine = cpu }: { readonly low?: number; readonly engine?: Engine } = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const variables = [...graphVariables(graph).values()];
  const weights = new Map(variables.map((variable, index) => [variable.name, drawn(variable, index)]));
  const inputs = graph.inputs.map(({ name, shape }, index) => ({
    name,
    shape,
    values: new Float32Array(hashed(index, [2, ...shape])).map((u) => low + (1 - low) * u),
  }));
  const wanted = await predicted(graph, inputs, weights, engine);
  const files = emitLayersModel(graph, weights, { version: '0', tfjs });
  const model = await load(files);
  const given = inputs.map(({ shape, values }) => tf.tensor(values, [2, ...shape]));
  const found = [model.predict(given.length === 1 ? given[0]! : given)].flat();
  expect(found.length).toBe(graph.heads.length);
  found.forEach((tensor, index) => {
    const { name, tensor: head } = graph.heads[index]!;
    expect(tensor.shape).toEqual([2, ...head.shape]);
    const values = Array.from(wanted.get(name)!);
    const scale = values.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3);
    const apart = Array.from(tensor.dataSync()).reduce(
      (most, x, at) => Math.max(most, Math.abs(x - (values[at] ?? NaN))),
      0,
    );
    expect(apart / scale, name).toBeLessThan(1e-4);
  });
  model.dispose();
  tf.dispose([given, found]);
  // A layer that is applied again keeps its weights when its model goes.
  tf.disposeVariables();
  return files;
}
