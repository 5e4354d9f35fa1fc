import { arithmetic } from './arithmetic.ts';
import { choice, defineOptimizer, fromZero, learningRate, share } from './define-optimizer.ts';

export const rmsprop = defineOptimizer({
  kind: 'RMSprop',
  elsewhere: 'rms RMSProp rmsprop',
  doc: 'v ← ρ v + (1 − ρ) g², w ← w − lr g / √(v + ε); centered: v − ḡ² in its place; with momentum the steps are accumulated (keras/src/optimizers/rmsprop.py).',
  params: {
    learning_rate: learningRate(0.001, 0.2),
    rho: share(0.9, 'Decay of the mean of squared gradients.'),
    momentum: share(0, 'How much of the last step is kept.'),
    epsilon: fromZero(1e-7, 'Added under the root, against division by zero.'),
    centered: choice('Whether the variance of gradients divides, not their mean square.'),
  },
  scalars: (params) => ({ learning_rate: params.learning_rate }),
  update({ build, weight, gradient, scalar, slot, setSlot }, params) {
    const { plus, minus, times, over, squared, root } = arithmetic(build);
    const rho = params.rho;
    const v = plus(times(slot('velocity'), rho), times(squared(gradient), 1 - rho));
    setSlot('velocity', v);
    let spread = v;
    if (params.centered) {
      const average = plus(times(slot('average_gradient'), rho), times(gradient, 1 - rho));
      setSlot('average_gradient', average);
      spread = minus(v, squared(average));
    }
    const divisor = root(plus(spread, params.epsilon));
    const step = over(times(gradient, scalar('learning_rate')), divisor);
    const momentum = params.momentum;
    if (momentum === 0) return minus(weight, step);
    const accumulated = plus(times(slot('momentum'), momentum), step);
    setSlot('momentum', accumulated);
    return minus(weight, accumulated);
  },
});
