import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, fromZero, learningRate, share } from './define-optimizer.ts';

export const adadelta = defineOptimizer({
  kind: 'Adadelta',
  elsewhere: 'adadelta AdaDelta adamDelta',
  doc: 'a ← ρ a + (1 − ρ) g², Δ = −g √(d + ε) / √(a + ε), d ← ρ d + (1 − ρ) Δ², w ← w + lr Δ (Zeiler 2012, who has a rate of 1; keras/src/optimizers/adadelta.py).',
  params: {
    learning_rate: learningRate(0.001, 10),
    rho: share(0.95, 'Decay of the means of squared gradients and steps.'),
    epsilon: fromZero(1e-7, 'Added under the roots, against division by zero.'),
  },
  scalars: (params) => ({ learning_rate: params.learning_rate }),
  update({ build, weight, gradient, scalar, slot, setSlot }, { rho, epsilon }) {
    const { plus, minus, times, over, squared, root } = arithmetic(build);
    const follow = (name: string, value: Parameters<typeof squared>[0]) => {
      const next = plus(times(slot(name), rho), times(squared(value), 1 - rho));
      setSlot(name, next);
      return next;
    };
    const spread = root(plus(slot('accumulated_delta_var'), epsilon));
    const accumulated = follow('accumulated_grad', gradient);
    const step = over(times(gradient, spread), root(plus(accumulated, epsilon)));
    follow('accumulated_delta_var', step);
    return minus(weight, times(step, scalar('learning_rate')));
  },
});
