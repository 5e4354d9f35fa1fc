import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, learningRate, numberOf } from './define-optimizer.ts';

export const sgd = defineOptimizer({
  kind: 'SGD',
  doc: 'Gradient descent: w ← w − lr · g; with momentum v ← μ v − lr · g and w ← w + v, or w ← w + μ v − lr · g with Nesterov (keras/src/optimizers/sgd.py).',
  params: {
    learning_rate: learningRate(0.01, 2),
    momentum: { default: 0, minimum: 0, below: 1, doc: 'How much of the last step is kept.' },
    nesterov: { default: false, doc: 'Whether the momentum is applied ahead of the gradient.' },
  },
  slots: (params) => (numberOf(params, 'momentum') === 0 ? [] : ['momentum']),
  scalars: (params) => ({ learning_rate: numberOf(params, 'learning_rate') }),
  update({ build, params, weight, gradient, scalar, slot, setSlot }) {
    const { plus, minus, times } = arithmetic(build);
    const step = times(gradient, scalar('learning_rate'));
    const momentum = numberOf(params, 'momentum');
    if (momentum === 0) return minus(weight, step);
    const velocity = minus(times(slot('momentum'), momentum), step);
    setSlot('momentum', velocity);
    return plus(weight, params['nesterov'] === true ? minus(times(velocity, momentum), step) : velocity);
  },
});
