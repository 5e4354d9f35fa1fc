import { defineSetting } from './define-setting.ts';

export const accumulate = defineSetting({
  kind: 'accumulate',
  elsewhere: 'gradient_accumulation_steps accumulation_steps accumulate_grad_batches grad_accum iter_size',
  doc: 'Batches whose gradients are averaged for one update of the weights.',
  sections: ['train', 'phase'],
  accepts: { type: 'integer', minimum: 1 },
  default: 1,
  weights: true,
  peak: true,
});
