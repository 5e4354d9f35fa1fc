import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, learningRate, numberOf } from './define-optimizer.ts';

export const rmsprop = defineOptimizer({
  kind: 'RMSprop',
  doc: 'v ← ρ v + (1 − ρ) g², w ← w − lr g / √(v + ε); centered: v − ḡ² in its place; with momentum the steps are accumulated (keras/src/optimizers/rmsprop.py).',
  params: {
    learning_rate: learningRate(0.001, 0.2),
    rho: { default: 0.9, minimum: 0, below: 1, doc: 'Decay of the mean of squared gradients.' },
    momentum: { default: 0, minimum: 0, below: 1, doc: 'How much of the last step is kept.' },
    epsilon: { default: 1e-7, minimum: 0, doc: 'Added under the root, against division by zero.' },
    centered: { default: false, doc: 'Whether the variance of gradients divides, not their mean square.' },
  },
  slots: (params) => [
    'velocity',
    ...(numberOf(params, 'momentum') > 0 ? ['momentum'] : []),
    ...(params['centered'] === true ? ['average_gradient'] : []),
  ],
  scalars: (params) => ({ learning_rate: numberOf(params, 'learning_rate') }),
  update({ build, params, weight, gradient, scalar, slot, setSlot }) {
    const { plus, minus, times, over, squared, root } = arithmetic(build);
    const rho = numberOf(params, 'rho');
    const v = plus(times(slot('velocity'), rho), times(squared(gradient), 1 - rho));
    setSlot('velocity', v);
    let spread = v;
    if (params['centered'] === true) {
      const average = plus(times(slot('average_gradient'), rho), times(gradient, 1 - rho));
      setSlot('average_gradient', average);
      spread = minus(v, squared(average));
    }
    const divisor = root(plus(spread, numberOf(params, 'epsilon')));
    const step = over(times(gradient, scalar('learning_rate')), divisor);
    const momentum = numberOf(params, 'momentum');
    if (momentum === 0) return minus(weight, step);
    const accumulated = plus(times(slot('momentum'), momentum), step);
    setSlot('momentum', accumulated);
    return minus(weight, accumulated);
  },
});
