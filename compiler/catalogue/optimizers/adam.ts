import { adamRate, adamStep } from './adam-step.ts';
import { choice, defineOptimizer, learningRate, momentParameters } from './define-optimizer.ts';

export const adam = defineOptimizer({
  kind: 'Adam',
  doc: 'm ← m + (g − m)(1 − β₁), v ← v + (g² − v)(1 − β₂), w ← w − m · α / (√v + ε), α = lr √(1 − β₂ᵗ) / (1 − β₁ᵗ) (Kingma and Ba 2014; keras/src/optimizers/adam.py).',
  params: {
    learning_rate: learningRate(0.001, 0.2),
    ...momentParameters,
    amsgrad: choice('Whether the largest v so far divides the step (Reddi 2018).'),
  },
  scalars: (params, iteration) => ({ alpha: adamRate(params.learning_rate, params, iteration) }),
  update: adamStep,
});
