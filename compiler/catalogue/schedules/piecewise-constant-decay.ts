import { defineSchedule, plainWarmup } from './define-schedule.ts';

export const piecewiseConstantDecay = defineSchedule({
  kind: 'PiecewiseConstantDecay',
  elsewhere: 'MultiStepLR piecewise_constant piecewise_constant_decay PiecewiseConstant steps',
  doc: 'One rate up to and with each boundary, and another after it (keras/src/optimizers/schedules/learning_rate_schedule.py).',
  params: {
    boundaries: { type: 'lengths', doc: 'The last step of each rate but the last, in steps or `epochs(…)`.' },
    values: { type: 'numbers', doc: 'The rates, one more than there are boundaries.' },
    ...plainWarmup,
  },
  begins: ({ values }) => values[0] ?? 0,
  rate({ boundaries, values }, step) {
    const index = boundaries.findIndex((boundary) => step <= boundary);
    return (index < 0 ? values.at(-1) : values[index]) ?? 0;
  },
});
