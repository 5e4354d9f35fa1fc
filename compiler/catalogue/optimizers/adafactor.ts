import type { Value } from '../../ir/ir.ts';
import { fixedShape } from '../../ir/extent.ts';
import { arithmetic } from './arithmetic.ts';
import { choice, defineOptimizer, fromZero, learningRate, type UpdateContext } from './define-optimizer.ts';

/** The mean of squares that divides the gradient: of two axes or more, the product of what rows and columns have. */
function spreadOf({ build, shape, gradient, scalar, slot, setSlot }: UpdateContext, epsilon: number): Value {
  const { plus, times, over, squared, mean } = arithmetic(build);
  const squares = plus(squared(gradient), epsilon);
  const follow = (name: string, value: Value, of: readonly number[]): Value => {
    const next = plus(times(slot(name, { shape: of }), scalar('kept')), times(value, scalar('share')));
    setSlot(name, next);
    return next;
  };
  const [rank, columns = 1] = [shape.length, shape.at(-1)];
  if (rank < 2) return follow('velocity', squares, shape);
  const rows = shape.slice(0, -1);
  const outer = shape.slice(0, -2);
  const r = follow('rows', mean(squares, [rank - 1]), rows);
  const c = follow('columns', mean(squares, [rank - 2]), [...outer, columns]);
  const shares = over(r, mean(r, [rank - 2], true));
  const tall = build.op('reshape', [shares], { shape: fixedShape([...rows, 1]) });
  const wide = build.op('reshape', [c], { shape: fixedShape([...outer, 1, columns]) });
  return times(tall, wide);
}

export const adafactor = defineOptimizer({
  kind: 'Adafactor',
  elsewhere: 'adafactor AdaFactor',
  doc: 'Steps in proportion to the weight, by the mean of squared gradients of its rows and columns: it keeps hardly more than the weights (Shazeer and Stern 2018; keras/src/optimizers/adafactor.py).',
  params: {
    learning_rate: learningRate(0.001, 1),
    beta_2_decay: {
      type: 'number',
      maximum: 0,
      default: -0.8,
      doc: 'The power of the step that is new in the mean of squares.',
    },
    epsilon_1: fromZero(1e-30, 'Added to squared gradients, against division by zero.'),
    epsilon_2: fromZero(1e-3, 'The least size of a weight, for the length of its step.'),
    clip_threshold: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1,
      doc: 'The root mean square that a step has at most, before the rate.',
    },
    relative_step: {
      ...choice('Whether the rate is 1 / √t at most; it is so in any case, as in Keras.'),
      default: true,
    },
  },
  scalars(params, iteration) {
    const kept = 1 - iteration ** params.beta_2_decay;
    return {
      rate: Math.min(params.learning_rate, 1 / Math.sqrt(iteration)),
      kept,
      share: 1 - kept,
    };
  },
  update(context, params) {
    const { build, weight, gradient, scalar } = context;
    const { minus, times, over, root, rms, larger } = arithmetic(build);
    const step = over(gradient, root(spreadOf(context, params.epsilon_1)));
    const clipped = over(step, larger(over(rms(step), params.clip_threshold), 1));
    const rate = times(larger(rms(weight), params.epsilon_2), scalar('rate'));
    return minus(weight, times(clipped, rate));
  },
});
