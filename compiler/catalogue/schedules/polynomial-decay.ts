import { choice } from './choice.ts';
import { defineSchedule, lengthOfPhase, start, warmup } from './define-schedule.ts';

export const polynomialDecay = defineSchedule({
  kind: 'PolynomialDecay',
  elsewhere: 'PolynomialLR LinearLR LinearDecay polynomial_decay polynomial linear',
  doc: 'end + (initial − end) · (1 − step / decay_steps)^power: a line, with a power of 1 (keras/src/optimizers/schedules/learning_rate_schedule.py).',
  params: {
    ...start,
    decay_steps: lengthOfPhase('Steps, or `epochs(…)`, that it falls for'),
    end_learning_rate: { type: 'number', minimum: 0, default: 0.0001, doc: 'The rate at the end.' },
    power: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1,
      doc: 'The power of what is left of the steps.',
    },
    cycle: choice('Whether it begins again, each time over as many more steps.'),
    ...warmup,
  },
  lasts: 'decay_steps',
  begins: (params) => params.initial_learning_rate,
  rate({ decay_steps, end_learning_rate: end, power, cycle }, step, from) {
    const steps = decay_steps ?? 1;
    const whole = cycle ? steps * Math.max(1, Math.ceil(step / steps)) : steps;
    return (from - end) * (1 - Math.min(step, whole) / whole) ** power + end;
  },
});
