import type { ConcreteGraph } from '../../graph/graph.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { joinClasses } from './join-classes.ts';
import { layersModel } from './layers-model.ts';
import { weightShards } from './weight-shards.ts';

/** What made a model, and the package of TensorFlow.js that its classes are registered with. */
export interface LayersModelOptions {
  /** Of cnnc. */
  readonly version: string;
  readonly tfjs: string;
}

export const layersFile = 'model.layers.js';

/**
 * A graph with its weights (by the names of its variables) as files that `tf.loadLayersModel` reads: `model.json`, files of
 * weights, and, where it has layers that TensorFlow.js lacks or computes otherwise, a module that registers them.
 */
export function emitLayersModel(
  graph: ConcreteGraph,
  values: ReadonlyMap<string, Float32Array>,
  { version, tfjs }: LayersModelOptions,
): ReadonlyMap<string, Uint8Array> {
  const { topology, weights, parts } = layersModel(graph);
  const shards = weightShards(weights, values);
  const manifest = {
    paths: [...shards.keys()],
    weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
  };
  const model = {
    format: 'layers-model',
    generatedBy: `cnnc ${version}`,
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: weights.length === 0 ? [] : [manifest],
  };
  const encoder = new TextEncoder();
  return new Map([
    ['model.json', encoder.encode(`${JSON.stringify(model)}\n`)],
    ...(parts.length === 0
      ? []
      : [[layersFile, encoder.encode(moduleOf(parts, { version, tfjs }))] as const]),
    ...shards,
  ]);
}

/** The module that registers the classes of parts. */
function moduleOf(parts: readonly string[], { version, tfjs }: LayersModelOptions): string {
  const head = ts.lines([
    ts.remark(`Made by cnnc ${version}: layers that TensorFlow.js lacks, or computes otherwise than Keras.`),
    ts.remark('Imported before tf.loadLayersModel reads model.json, it registers them.'),
    ts.code`import * as tf from ${tfjs};`,
  ]);
  return `${String(head)}\n\n${joinClasses(parts)}\n`;
}
