import { choice } from './choice.ts';
import { defineSchedule, length, start, warmup } from './define-schedule.ts';

export const inverseTimeDecay = defineSchedule({
  kind: 'InverseTimeDecay',
  elsewhere: 'inverse_time_decay',
  doc: 'initial / (1 + decay_rate · step / decay_steps) (keras/src/optimizers/schedules/learning_rate_schedule.py).',
  params: {
    ...start,
    decay_steps: length('Steps, or `epochs(…)`, in which the divisor grows by `decay_rate`.'),
    decay_rate: { type: 'number', minimum: 0, doc: 'How much the divisor grows in them.' },
    staircase: choice('Whether it grows all at once, at the end of each `decay_steps`.'),
    ...warmup,
  },
  begins: (params) => params.initial_learning_rate,
  rate({ decay_steps, decay_rate, staircase }, step, from) {
    const times = step / decay_steps;
    return from / (1 + decay_rate * (staircase ? Math.floor(times) : times));
  },
});
