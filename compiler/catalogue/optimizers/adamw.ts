import { adamRate, adamStep } from './adam-step.ts';
import { choice, defineOptimizer, fromZero, learningRate, momentParameters } from './define-optimizer.ts';

export const adamw = defineOptimizer({
  kind: 'AdamW',
  elsewhere: 'adamw FusedAdam AdamWeightDecay',
  doc: 'Adam whose weights decay apart from the gradient: w ← w − w · lr · decay, then Adam’s step (Loshchilov and Hutter 2017; keras/src/optimizers/adamw.py).',
  params: {
    learning_rate: learningRate(0.001, 0.2),
    weight_decay: fromZero(
      0.004,
      'The share of itself, times the rate, that a weight loses before each update.',
    ),
    ...momentParameters,
    amsgrad: choice('Whether the largest v so far divides the step (Reddi 2018).'),
  },
  scalars: (params, iteration) => ({ alpha: adamRate(params.learning_rate, params, iteration) }),
  update: adamStep,
});
