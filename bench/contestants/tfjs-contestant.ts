import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import { loadTfjsNode } from './load-tfjs-node.ts';
import { type Contestant, type Entry, skip, type Task } from './contestant.ts';

export type TfjsLayersBackend = 'tensorflow' | 'cpu';

/** The library's own `LayersModel.trainOnBatch`, on the native backend or in plain JavaScript. */
export async function tfjsContestant(backend: TfjsLayersBackend, { net, batch }: Task): Promise<Entry> {
  const name = `tfjs-layers ${backend}`;
  if (net !== 'fashion') return skip(name, 'only the fashion network is written for it');
  if (backend === 'tensorflow') {
    const missing = loadTfjsNode();
    if (missing !== undefined) return skip(name, missing);
  }
  await tf.setBackend(backend);
  const model = fashionModel();
  const images = tf.randomNormal([batch, 28, 28, 1]);
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

function fashionModel(): layers.Sequential {
  const { conv2d, dense, dropout, flatten, maxPooling2d } = layers.layers;
  const conv = (filters: number, kernelSize: number, inputShape?: number[]): layers.layers.Layer =>
    conv2d({
      filters,
      kernelSize,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: 'heNormal',
      ...(inputShape && { inputShape }),
    });
  const model = layers.sequential();
  model.add(conv(64, 7, [28, 28, 1]));
  model.add(maxPooling2d({ poolSize: 2 }));
  for (const filters of [128, 256]) {
    model.add(conv(filters, 3));
    model.add(conv(filters, 3));
    model.add(maxPooling2d({ poolSize: 2 }));
  }
  model.add(flatten());
  for (const units of [128, 64]) {
    model.add(dense({ units, activation: 'relu', kernelInitializer: 'heNormal' }));
    model.add(dropout({ rate: 0.5 }));
  }
  model.add(dense({ units: 10, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.momentum(0.01, 0.9), loss: 'sparseCategoricalCrossentropy' });
  return model;
}
