import { defineSetting } from './define-setting.ts';

export const patience = defineSetting({
  kind: 'patience',
  elsewhere: 'early_stopping_patience early_stopping_rounds n_iter_no_change',
  doc: 'After how many epochs in a row without a better measure the phase stops; with `none` it does not.',
  sections: ['train', 'phase'],
  accepts: { type: 'integer', minimum: 1, nullable: true },
  default: null,
  weights: true,
});
