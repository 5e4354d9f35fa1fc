import { arithmetic } from './arithmetic.ts';
import { choice, defineOptimizer, learningRate, momentParameters } from './define-optimizer.ts';

export const adam = defineOptimizer({
  kind: 'Adam',
  doc: 'm ← m + (g − m)(1 − β₁), v ← v + (g² − v)(1 − β₂), w ← w − m · α / (√v + ε), α = lr √(1 − β₂ᵗ) / (1 − β₁ᵗ) (Kingma and Ba 2014; keras/src/optimizers/adam.py).',
  params: {
    learning_rate: learningRate(0.001, 0.2),
    ...momentParameters,
    amsgrad: choice('Whether the largest v so far divides the step (Reddi 2018).'),
  },
  slots: (params) => ['momentum', 'velocity', ...(params.amsgrad ? ['velocity_hat'] : [])],
  scalars(params, iteration) {
    const correction = Math.sqrt(1 - params.beta_2 ** iteration);
    const alpha = (params.learning_rate * correction) / (1 - params.beta_1 ** iteration);
    return { alpha };
  },
  update({ build, weight, gradient, scalar, slot, setSlot }, params) {
    const { plus, minus, times, over, squared, root } = arithmetic(build);
    const m = plus(slot('momentum'), times(minus(gradient, slot('momentum')), 1 - params.beta_1));
    setSlot('momentum', m);
    const v = plus(slot('velocity'), times(minus(squared(gradient), slot('velocity')), 1 - params.beta_2));
    setSlot('velocity', v);
    let divisor = v;
    if (params.amsgrad) {
      divisor = build.op('maximum', [slot('velocity_hat'), v], {});
      setSlot('velocity_hat', divisor);
    }
    const step = over(times(m, scalar('alpha')), plus(root(divisor), params.epsilon));
    return minus(weight, step);
  },
});
