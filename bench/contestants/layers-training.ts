import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-cpu';
import type { Head } from '../../compiler/graph/graph.ts';
import { measureMemory, measureStorage } from '../../runtime/engines/tfjs/measure.ts';
import { lossOf, type TrainingTask } from '../training-task.ts';
import { layersModel } from './layers-model.ts';
import { registerShapeBackend, shapeBackend, type ShapeBackend } from './shape-backend.ts';

/** A model of tfjs-layers, and a batch for it. */
export interface LayersTraining {
  readonly model: layers.LayersModel;
  readonly images: tf.Tensor;
  readonly labels: tf.Tensor[];
  dispose(): void;
}

const losses = { mse: 'meanSquaredError', sparse_categorical_crossentropy: 'sparseCategoricalCrossentropy' };

/** The task on the current backend; throws a RangeError for what the library cannot express. */
export function layersTraining({ graph, batch, optimizer }: TrainingTask): LayersTraining {
  const [input, second] = graph.inputs;
  if (input === undefined || second !== undefined)
    throw new RangeError('more than one input is not compared');
  const maps = graph.heads.filter((head) => lossOf(head) === 'mse' && head.tensor.shape.length > 1);
  if (maps.length > 1) throw new RangeError('tfjs-layers cannot add up losses of heads of different sizes');
  if (graph.heads.length === 0) throw new RangeError('there is nothing to train');
  const model = layersModel(graph);
  model.compile({
    optimizer: optimizer === 'Adam' ? tf.train.adam() : tf.train.momentum(0.01, 0.9),
    loss: graph.heads.map((head) => losses[lossOf(head)]),
  });
  const images = tf.zeros([batch, ...input.shape]);
  const labels = graph.heads.map((head) => tf.zeros([batch, ...targetOf(head)]));
  return {
    model,
    images,
    labels,
    dispose() {
      tf.dispose([images, ...labels]);
      model.dispose();
    },
  };
}

function targetOf(head: Head): number[] {
  const shape = head.tensor.shape.map(Number);
  return lossOf(head) === 'mse' ? shape : [...shape.slice(0, -1), 1];
}

/**
 * The most bytes of tensors that are alive at once in `fit` over two batches, its model and data included: on tfjs's cpu
 * backend, or as that would be, with nothing computed.
 */
export async function fitPeak(task: TrainingTask, backend: 'cpu' | typeof shapeBackend): Promise<number> {
  registerShapeBackend();
  await tf.setBackend(backend);
  const fit = async (): Promise<void> => {
    const training = layersTraining(task);
    const { model, images, labels } = training;
    await model.fit(images, labels, { batchSize: task.batch, epochs: 2, verbose: 0 });
    training.dispose();
  };
  const measured =
    backend === 'cpu'
      ? await measureMemory('cpu', fit)
      : await measureStorage((tf.engine().findBackend(shapeBackend) as ShapeBackend).data as never, fit);
  return measured.peakBytes;
}
