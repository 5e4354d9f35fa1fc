import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, learningRate, numberOf, type OptimizerParameter } from './define-optimizer.ts';

export const momentParameters: Readonly<Record<'beta_1' | 'beta_2' | 'epsilon', OptimizerParameter>> = {
  beta_1: { default: 0.9, minimum: 0, below: 1, doc: 'Decay of the mean of gradients.' },
  beta_2: { default: 0.999, minimum: 0, below: 1, doc: 'Decay of the mean of squared gradients.' },
  epsilon: { default: 1e-7, minimum: 0, doc: 'Added to the root, against division by zero.' },
};

export const adam = defineOptimizer({
  kind: 'Adam',
  doc: 'm ← m + (g − m)(1 − β₁), v ← v + (g² − v)(1 − β₂), w ← w − m · α / (√v + ε), α = lr √(1 − β₂ᵗ) / (1 − β₁ᵗ) (Kingma and Ba 2014; keras/src/optimizers/adam.py).',
  params: {
    learning_rate: learningRate(0.001, 0.2),
    ...momentParameters,
    amsgrad: { default: false, doc: 'Whether the largest v so far divides the step (Reddi 2018).' },
  },
  slots: (params) => ['momentum', 'velocity', ...(params['amsgrad'] === true ? ['velocity_hat'] : [])],
  scalars(params, iteration) {
    const correction = Math.sqrt(1 - numberOf(params, 'beta_2') ** iteration);
    const alpha =
      (numberOf(params, 'learning_rate') * correction) / (1 - numberOf(params, 'beta_1') ** iteration);
    return { alpha };
  },
  update({ build, params, weight, gradient, scalar, slot, setSlot }) {
    const { plus, minus, times, over, squared, root } = arithmetic(build);
    const m = plus(
      slot('momentum'),
      times(minus(gradient, slot('momentum')), 1 - numberOf(params, 'beta_1')),
    );
    setSlot('momentum', m);
    const v = plus(
      slot('velocity'),
      times(minus(squared(gradient), slot('velocity')), 1 - numberOf(params, 'beta_2')),
    );
    setSlot('velocity', v);
    let divisor = v;
    if (params['amsgrad'] === true) {
      divisor = build.op('maximum', [slot('velocity_hat'), v], {});
      setSlot('velocity_hat', divisor);
    }
    const step = over(times(m, scalar('alpha')), plus(root(divisor), numberOf(params, 'epsilon')));
    return minus(weight, step);
  },
});
