import * as tf from "./tf.ts";

export interface SgdOptions {
  learningRate?: number;
  momentum?: number;
  nesterov?: boolean;
}

/** Momentum that leaves nothing behind: tfjs's keeps its rate as a tensor that it does not dispose of. */
class Momentum extends tf.MomentumOptimizer {
  override dispose(): void {
    super.dispose();
    this.c.dispose();
  }
}

/** Gradient descent, where wanted with momentum, or Nesterov's. */
export const sgd = ({
  learningRate = 0.01,
  momentum = 0,
  nesterov = false,
}: SgdOptions = {}): tf.Optimizer =>
  momentum === 0
    ? tf.train.sgd(learningRate)
    : new Momentum(learningRate, momentum, nesterov);
