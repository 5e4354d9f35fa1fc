import * as tf from "./tf.ts";

export interface RmspropOptions {
  learningRate?: number;
  rho?: number;
  momentum?: number;
  epsilon?: number;
}

/** RMSprop with Keras's defaults. */
export const rmsprop = ({
  learningRate = 0.001,
  rho = 0.9,
  momentum = 0,
  epsilon = 1e-7,
}: RmspropOptions = {}): tf.Optimizer =>
  tf.train.rmsprop(learningRate, rho, momentum, epsilon);
