import { defineSchedule, start, warmup } from './define-schedule.ts';
import type { Measured } from './schedule-place.ts';

interface Plateau {
  readonly factor: number;
  readonly patience: number;
  readonly min_delta: number;
  readonly cooldown: number;
  readonly min_lr: number;
}

/** What a rate has come to after what was measured of each epoch, as Keras's callback of the name goes through them. */
function reduced(from: number, { values, better }: Measured, plateau: Plateau): number {
  let [rate, best, waited, cooling] = [from, NaN, 0, 0];
  for (const value of values) {
    if (cooling > 0) {
      cooling--;
      waited = 0;
    }
    const isBetter =
      Number.isNaN(best) ||
      (better === 'more' ? value - plateau.min_delta > best : value + plateau.min_delta < best);
    if (isBetter) {
      best = value;
      waited = 0;
    } else if (cooling === 0) {
      waited++;
      if (waited < plateau.patience || rate <= plateau.min_lr) continue;
      rate = Math.max(rate * plateau.factor, plateau.min_lr);
      cooling = plateau.cooldown;
      waited = 0;
    }
  }
  return rate;
}

export const reduceOnPlateau = defineSchedule({
  kind: 'ReduceLROnPlateau',
  elsewhere: 'ReduceOnPlateau reduce_lr_on_plateau reduce_on_plateau plateau',
  doc: 'The rate is multiplied by `factor` where a measure got no better for `patience` epochs (keras/src/callbacks/reduce_lr_on_plateau.py, which is a callback).',
  params: {
    ...start,
    monitor: {
      type: 'measure',
      nullable: true,
      default: null,
      doc: 'The measure; with `none` the loss, of the validation part where there is one.',
    },
    factor: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.1,
      doc: 'What the rate is multiplied by.',
    },
    patience: { type: 'integer', minimum: 1, default: 10, doc: 'Epochs in a row without a better measure.' },
    min_delta: {
      type: 'number',
      minimum: 0,
      default: 0.0001,
      doc: 'By how much more than this a measure has to be better to count as better.',
    },
    cooldown: { type: 'integer', minimum: 0, default: 0, doc: 'Epochs after that which do not count.' },
    min_lr: { type: 'number', minimum: 0, default: 0, doc: 'The least rate.' },
    ...warmup,
  },
  begins: (params) => params.initial_learning_rate,
  rate: (params, _step, from, measured) => reduced(from, measured, params),
});
