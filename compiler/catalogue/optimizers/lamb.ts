import { moments } from './adam-step.ts';
import { arithmetic } from './arithmetic.ts';
import { defineOptimizer, learningRate, momentParameters } from './define-optimizer.ts';

export const lamb = defineOptimizer({
  kind: 'Lamb',
  elsewhere: 'LAMB lamb',
  doc: 'Adam’s step u, made as long as the weight: w ← w − lr · u · ‖w‖ / ‖u‖, for large batches (You et al. 2019; keras/src/optimizers/lamb.py).',
  params: { learning_rate: learningRate(0.001, 0.5), ...momentParameters },
  scalars: (params, iteration) => ({
    learning_rate: params.learning_rate,
    momentum_factor: 1 / (1 - params.beta_1 ** iteration),
    velocity_factor: 1 / (1 - params.beta_2 ** iteration),
  }),
  update(context, params) {
    const { build, weight, scalar } = context;
    const { plus, minus, times, over, root, norm } = arithmetic(build);
    const [m, v] = moments(context, params);
    const spread = plus(root(times(v, scalar('velocity_factor'))), params.epsilon);
    const step = over(times(m, scalar('momentum_factor')), spread);
    const [length, stride, one, zero] = [norm(weight), norm(step), build.constant(1), build.constant(0)];
    const where = (of: typeof length, value: typeof length) =>
      build.op('select', [build.op('greater', [of, zero], {}), value, one], {});
    const ratio = where(length, where(stride, over(length, stride)));
    return minus(weight, times(step, times(ratio, scalar('learning_rate'))));
  },
});
