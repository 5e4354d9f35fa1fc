import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, learningRate, share } from './define-optimizer.ts';

export const lion = defineOptimizer({
  kind: 'Lion',
  elsewhere: 'lion',
  doc: 'Steps of one size, by the sign of what moments say: w ← w − lr · sign(β₁ m + (1 − β₁) g), m ← β₂ m + (1 − β₂) g; its rate is a third to a tenth of Adam’s (Chen et al. 2023; keras/src/optimizers/lion.py).',
  params: {
    learning_rate: learningRate(0.001, 0.02),
    beta_1: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.9,
      doc: 'How much of the mean of gradients is in the sign.',
    },
    beta_2: share(0.99, 'Decay of the mean of gradients.'),
  },
  scalars: (params) => ({ learning_rate: params.learning_rate }),
  update({ build, weight, gradient, scalar, slot, setSlot }, params) {
    const { plus, minus, times, sign } = arithmetic(build);
    const { beta_1: now, beta_2: kept } = params;
    const direction = sign(plus(times(slot('momentum'), now), times(gradient, 1 - now)));
    setSlot('momentum', plus(times(slot('momentum'), kept), times(gradient, 1 - kept)));
    return minus(weight, times(direction, scalar('learning_rate')));
  },
});
