import { arithmetic } from './arithmetic.ts';
import { choice, defineOptimizer, learningRate, share } from './define-optimizer.ts';

export const sgd = defineOptimizer({
  kind: 'SGD',
  elsewhere: 'Momentum momentum SGDM sgdm MomentumOptimizer GradientDescent GradientDescentOptimizer',
  doc: 'Gradient descent: w ← w − lr · g; with momentum v ← μ v − lr · g and w ← w + v, or w ← w + μ v − lr · g with Nesterov (keras/src/optimizers/sgd.py).',
  params: {
    learning_rate: learningRate(0.01, 2),
    momentum: share(0, 'How much of the last step is kept.'),
    nesterov: choice('Whether the momentum is applied ahead of the gradient.'),
  },
  scalars: (params) => ({ learning_rate: params.learning_rate }),
  update({ build, weight, gradient, scalar, slot, setSlot }, params) {
    const { plus, minus, times } = arithmetic(build);
    const step = times(gradient, scalar('learning_rate'));
    const momentum = params.momentum;
    if (momentum === 0) return minus(weight, step);
    const velocity = minus(times(slot('momentum'), momentum), step);
    setSlot('momentum', velocity);
    return plus(weight, params.nesterov ? minus(times(velocity, momentum), step) : velocity);
  },
});
