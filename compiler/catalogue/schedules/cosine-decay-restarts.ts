import { defineSchedule, length, start, warmup } from './define-schedule.ts';

export const cosineDecayRestarts = defineSchedule({
  kind: 'CosineDecayRestarts',
  elsewhere: 'CosineAnnealingWarmRestarts cosine_decay_restarts SGDR',
  doc: '`CosineDecay` over and over, each time `t_mul` times as long and from `m_mul` times the rate (Loshchilov and Hutter 2016; keras/src/optimizers/schedules/learning_rate_schedule.py).',
  params: {
    ...start,
    first_decay_steps: length('Steps, or `epochs(…)`, of the first time.'),
    t_mul: {
      type: 'number',
      minimum: 1,
      default: 2,
      doc: 'How many times as long each is as the one before.',
    },
    m_mul: {
      type: 'number',
      minimum: 0,
      default: 1,
      doc: 'What the rate at first is multiplied by each time.',
    },
    alpha: { type: 'number', minimum: 0, default: 0, doc: 'The share of the rate that is left at the end.' },
    ...warmup,
  },
  begins: (params) => params.initial_learning_rate,
  rate({ first_decay_steps, t_mul, m_mul, alpha }, step, from) {
    let [left, span, height] = [step, first_decay_steps, 1];
    if (t_mul === 1) {
      height = m_mul ** Math.floor(left / span);
      left %= span;
    } else {
      for (; left >= span; span *= t_mul) {
        left -= span;
        height *= m_mul;
      }
    }
    return from * ((1 - alpha) * height * 0.5 * (1 + Math.cos((Math.PI * left) / span)) + alpha);
  },
});
