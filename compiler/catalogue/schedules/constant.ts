import { defineSchedule, start, warmup } from './define-schedule.ts';

export const constant = defineSchedule({
  kind: 'ConstantRate',
  elsewhere: 'Constant ConstantLR constant ConstantSchedule WarmUp Warmup LinearWarmup warmup linear_warmup',
  doc: 'One rate, for what a number does not say: a warm-up before it.',
  params: { ...start, ...warmup },
  begins: (params) => params.initial_learning_rate,
  rate: (_params, _step, from) => from,
});
