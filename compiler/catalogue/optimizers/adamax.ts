import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, learningRate, momentParameters } from './define-optimizer.ts';

export const adamax = defineOptimizer({
  kind: 'Adamax',
  elsewhere: 'adamax AdaMax',
  doc: 'Adam by the largest gradient: m ← m + (g − m)(1 − β₁), u ← max(β₂ u, |g|), w ← w − m · lr / ((1 − β₁ᵗ)(u + ε)) (Kingma and Ba 2014; keras/src/optimizers/adamax.py).',
  params: { learning_rate: learningRate(0.001, 0.5), ...momentParameters },
  scalars: (params, iteration) => ({ alpha: params.learning_rate / (1 - params.beta_1 ** iteration) }),
  update({ build, weight, gradient, scalar, slot, setSlot }, params) {
    const { plus, minus, times, over, larger, size } = arithmetic(build);
    const m = plus(slot('momentum'), times(minus(gradient, slot('momentum')), 1 - params.beta_1));
    setSlot('momentum', m);
    const u = larger(times(slot('norm'), params.beta_2), size(gradient));
    setSlot('norm', u);
    return minus(weight, over(times(m, scalar('alpha')), plus(u, params.epsilon)));
  },
});
