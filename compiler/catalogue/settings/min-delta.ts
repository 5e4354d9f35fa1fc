import { defineSetting } from './define-setting.ts';

export const minDelta = defineSetting({
  kind: 'min_delta',
  elsewhere: 'early_stopping_threshold early_stopping_min_delta tol',
  doc: 'By how much more than this a measure has to be better to count as better.',
  sections: ['train', 'phase'],
  accepts: { type: 'number', minimum: 0 },
  default: 0,
  weights: true,
});
