import { defineSchedule, lengthOfPhase } from './define-schedule.ts';

export const oneCycle = defineSchedule({
  kind: 'OneCycle',
  elsewhere: 'OneCycleLR OneCycleSchedule one_cycle onecycle CyclicLR',
  doc: 'Up to the greatest rate, then down to a small part of it, all in one phase (Smith and Topin 2017; torch/optim/lr_scheduler.py has the same numbers, Keras has none).',
  params: {
    max_learning_rate: { type: 'number', minimum: 0, doc: 'The greatest rate.' },
    total_steps: lengthOfPhase('Steps, or `epochs(…)`, of both ways'),
    rise: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.3,
      doc: 'The share of them on the way up.',
    },
    anneal: { type: 'enum', values: ['cos', 'linear'], default: 'cos', doc: 'Along half a wave, or a line.' },
    div_factor: {
      type: 'number',
      minimum: 1,
      default: 25,
      doc: 'What the greatest rate is divided by for the one at first.',
    },
    final_div_factor: {
      type: 'number',
      minimum: 1,
      default: 1e4,
      doc: 'What the rate at first is divided by for the one at the end.',
    },
  },
  lasts: 'total_steps',
  begins: (params) => params.max_learning_rate / params.div_factor,
  rate({ max_learning_rate: most, total_steps, rise, anneal, final_div_factor }, step, from) {
    const last = Math.max(1, (total_steps ?? 1) - 1);
    const top = Math.max(rise * (last + 1) - 1, 1e-9);
    const between = (a: number, b: number, part: number): number =>
      anneal === 'cos' ? b + ((a - b) / 2) * (1 + Math.cos(Math.PI * part)) : a + (b - a) * part;
    if (step <= top) return between(from, most, step / top);
    return between(most, from / final_div_factor, Math.min(1, (step - top) / Math.max(last - top, 1e-9)));
  },
});
