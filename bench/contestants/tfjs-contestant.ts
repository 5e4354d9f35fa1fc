import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import { compile } from '../../compiler/compile.ts';
import { isConcrete } from '../../compiler/graph/graph.ts';
import { Source } from '../../grammar/source.ts';
import { type Contestant, type Entry, skip, type Task } from './contestant.ts';
import { layersModel } from './layers-model.ts';
import { loadTfjsNode } from './load-tfjs-node.ts';

export type TfjsLayersBackend = 'tensorflow' | 'cpu';

/** The library's own `LayersModel.trainOnBatch`, on the native backend or in plain JavaScript. */
export async function tfjsContestant(backend: TfjsLayersBackend, { net, batch }: Task): Promise<Entry> {
  const name = `tfjs-layers ${backend}`;
  if (backend === 'tensorflow') {
    const missing = loadTfjsNode();
    if (missing !== undefined) return skip(name, missing);
  }
  await tf.setBackend(backend);
  const model = example(net);
  const images = tf.randomNormal([batch, ...(model.inputs[0]?.shape.slice(1) as number[])]);
  const labels = tf.cast(tf.randomUniform([batch, 1], 0, 10, 'int32'), 'float32');
  const contestant: Contestant = {
    name,
    async time(steps) {
      await tf.setBackend(backend);
      const times: number[] = [];
      for (let step = -1; step < steps; step++) {
        const start = performance.now();
        await model.trainOnBatch(images, labels);
        if (step >= 0) times.push(performance.now() - start);
      }
      return times;
    },
    dispose() {
      tf.dispose([images, labels]);
      model.dispose();
      return Promise.resolve();
    },
  };
  return { contestant };
}

/** The network as the example of its name describes it: the same layers as the step program's. */
function example(net: Task['net']): layers.LayersModel {
  const name = net === 'fashion' ? 'fashion_mnist' : net;
  const source = new Source(`${name}.cnn`, readFileSync(`examples/${name}.cnn`, 'utf8'));
  const graph = compile(source).value.models.at(-1);
  if (graph === undefined || !isConcrete(graph)) throw new RangeError(`${name} has no model of known sizes`);
  const model = layersModel(graph);
  model.compile({ optimizer: tf.train.momentum(0.01, 0.9), loss: 'sparseCategoricalCrossentropy' });
  return model;
}
