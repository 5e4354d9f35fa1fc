import { defineSchedule, lengthOfPhase, start, warmup } from './define-schedule.ts';

/** What is left of a rate at a part of half a wave: from 1 to `alpha`. */
export const cosine = (part: number, alpha: number): number =>
  (1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * part)) + alpha;

export const cosineDecay = defineSchedule({
  kind: 'CosineDecay',
  elsewhere: 'CosineAnnealingLR CosineAnnealing cosine_decay cosine CosineLR',
  doc: 'Half a wave of the cosine from the rate at first to `alpha` of it (Loshchilov and Hutter 2016; keras/src/optimizers/schedules/learning_rate_schedule.py).',
  params: {
    ...start,
    decay_steps: lengthOfPhase('Steps, or `epochs(…)`, that it falls for'),
    alpha: { type: 'number', minimum: 0, default: 0, doc: 'The share of the rate that is left then.' },
    ...warmup,
  },
  lasts: 'decay_steps',
  begins: (params) => params.initial_learning_rate,
  rate: ({ decay_steps, alpha }, step, from) =>
    from * cosine(Math.min(step, decay_steps ?? step) / (decay_steps ?? 1), alpha),
});
