import type { Value } from '../../ir/ir.ts';
import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, fromZero, learningRate } from './define-optimizer.ts';

export const ftrl = defineOptimizer({
  kind: 'Ftrl',
  elsewhere: 'ftrl FTRL FtrlOptimizer',
  doc: 'Follow the regularized leader: n ← n + g², z ← z + g − (√n − √n₋₁) w / lr, w ← (clip(z, ±λ₁) − z) / (√n / lr + 2 λ₂ + β / lr) (McMahan et al. 2013; keras/src/optimizers/ftrl.py).',
  params: {
    learning_rate: learningRate(0.001, 2),
    learning_rate_power: {
      type: 'number',
      maximum: 0,
      default: -0.5,
      doc: 'The power of the accumulated squares that the rate is multiplied by.',
    },
    initial_accumulator_value: fromZero(0.1, 'What n is at first.'),
    l1_regularization_strength: fromZero(0, 'λ₁, which makes weights zero.'),
    l2_regularization_strength: fromZero(0, 'λ₂, which makes weights small.'),
    l2_shrinkage_regularization_strength: fromZero(0, 'Of what the gradient is penalised by, in z alone.'),
    beta: fromZero(0, 'β, which adds to λ₂ the less the greater the rate is.'),
  },
  scalars: (params) => ({
    learning_rate: params.learning_rate,
    l2: 2 * params.l2_regularization_strength + params.beta / params.learning_rate,
  }),
  update({ build, weight, gradient, scalar, slot, setSlot }, params) {
    const { plus, minus, times, over, squared, root, power, larger, smaller, negated } = arithmetic(build);
    const { learning_rate_power: by, l1_regularization_strength: l1 } = params;
    const shrinkage = 2 * params.l2_shrinkage_regularization_strength;
    const spread = (accumulated: Value): Value => (by === -0.5 ? root(accumulated) : power(accumulated, -by));
    const before = slot('accumulator', { initial: params.initial_accumulator_value });
    const accumulated = plus(before, squared(gradient));
    const used = shrinkage === 0 ? gradient : plus(gradient, times(weight, shrinkage));
    const moved = over(minus(spread(accumulated), spread(before)), scalar('learning_rate'));
    const linear = plus(slot('linear'), minus(used, times(moved, weight)));
    setSlot('linear', linear);
    setSlot('accumulator', accumulated);
    const quadratic = plus(over(spread(accumulated), scalar('learning_rate')), scalar('l2'));
    const pull = l1 === 0 ? negated(linear) : minus(larger(smaller(linear, l1), -l1), linear);
    return over(pull, quadratic);
  },
});
