import { defineSetting } from './define-setting.ts';

export const weight = defineSetting({
  kind: 'weight',
  elsewhere: 'loss_weight loss_weights weights factor',
  doc: 'The share of the objective in the sum that is minimised.',
  sections: ['objective'],
  accepts: { type: 'number', minimum: 0 },
  default: 1,
});
