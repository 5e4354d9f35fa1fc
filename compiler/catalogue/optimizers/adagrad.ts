import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, fromZero, learningRate } from './define-optimizer.ts';

export const adagrad = defineOptimizer({
  kind: 'Adagrad',
  elsewhere: 'adagrad AdaGrad',
  doc: 'a ← a + g², w ← w − lr g / √(a + ε) (Duchi et al. 2011; keras/src/optimizers/adagrad.py).',
  params: {
    learning_rate: learningRate(0.001, 2),
    initial_accumulator_value: fromZero(0.1, 'What a is at first.'),
    epsilon: fromZero(1e-7, 'Added under the root, against division by zero.'),
  },
  scalars: (params) => ({ learning_rate: params.learning_rate }),
  update({ build, weight, gradient, scalar, slot, setSlot }, params) {
    const { plus, minus, times, over, squared, root } = arithmetic(build);
    const before = slot('accumulator', { initial: params.initial_accumulator_value });
    const accumulated = plus(before, squared(gradient));
    setSlot('accumulator', accumulated);
    const step = times(gradient, scalar('learning_rate'));
    return minus(weight, over(step, root(plus(accumulated, params.epsilon))));
  },
});
