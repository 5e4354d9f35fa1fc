import { choice } from './choice.ts';
import { defineSchedule, length, start, warmup } from './define-schedule.ts';

export const exponentialDecay = defineSchedule({
  kind: 'ExponentialDecay',
  elsewhere: 'ExponentialLR StepLR exponential_decay exponential',
  doc: 'initial · decay_rate^(step / decay_steps) (keras/src/optimizers/schedules/learning_rate_schedule.py).',
  params: {
    ...start,
    decay_steps: length('Steps, or `epochs(…)`, in which the rate falls to `decay_rate` of itself.'),
    decay_rate: { type: 'number', exclusiveMinimum: 0, doc: 'What the rate is multiplied by in them.' },
    staircase: choice('Whether it falls all at once, at the end of each `decay_steps`.'),
    ...warmup,
  },
  begins: (params) => params.initial_learning_rate,
  rate({ decay_steps, decay_rate, staircase }, step, from) {
    const times = step / decay_steps;
    return from * decay_rate ** (staircase ? Math.floor(times) : times);
  },
});
