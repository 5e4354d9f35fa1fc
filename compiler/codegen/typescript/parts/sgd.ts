import * as tf from './tf.ts';

export interface SgdOptions {
  learningRate?: number;
  momentum?: number;
  nesterov?: boolean;
}

/** Gradient descent, where wanted with momentum, or Nesterov's. */
export const sgd = ({
  learningRate = 0.01,
  momentum = 0,
  nesterov = false,
}: SgdOptions = {}): tf.Optimizer =>
  momentum === 0 ? tf.train.sgd(learningRate) : tf.train.momentum(learningRate, momentum, nesterov);
