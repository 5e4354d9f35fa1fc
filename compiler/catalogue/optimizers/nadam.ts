import { moments } from './adam-step.ts';
import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, learningRate, momentParameters } from './define-optimizer.ts';

/** Dozat's momentum schedule: u_t = β₁ (1 − ½ · 0.96ᵗ). */
const schedule = (beta1: number, t: number): number => beta1 * (1 - 0.5 * 0.96 ** t);

export const nadam = defineOptimizer({
  kind: 'Nadam',
  elsewhere: 'NAdam nadam Nesterov',
  doc: 'Adam with Nesterov momentum: m̂ = u_{t+1} m / (1 − Πu_{t+1}) + (1 − u_t) g / (1 − Πu_t), v̂ = v / (1 − β₂ᵗ), w ← w − lr m̂ / (√v̂ + ε) (Dozat 2015; keras/src/optimizers/nadam.py).',
  params: { learning_rate: learningRate(0.001, 0.2), ...momentParameters },
  scalars(params, iteration) {
    const beta1 = params.beta_1;
    let productNow = 1;
    // Below 1e-20 the product is nothing beside the 1 it is taken from.
    for (let t = 1; t <= iteration && productNow > 1e-20; t++) productNow *= schedule(beta1, t);
    const now = schedule(beta1, iteration);
    const next = schedule(beta1, iteration + 1);
    return {
      learning_rate: params.learning_rate,
      momentum_factor: next / (1 - productNow * next),
      gradient_factor: (1 - now) / (1 - productNow),
      velocity_factor: 1 / (1 - params.beta_2 ** iteration),
    };
  },
  update(context, params) {
    const { build, weight, gradient, scalar } = context;
    const { plus, minus, times, over, root } = arithmetic(build);
    const [m, v] = moments(context, params);
    const ahead = plus(times(m, scalar('momentum_factor')), times(gradient, scalar('gradient_factor')));
    const spread = root(times(v, scalar('velocity_factor')));
    return minus(weight, over(times(ahead, scalar('learning_rate')), plus(spread, params.epsilon)));
  },
});
