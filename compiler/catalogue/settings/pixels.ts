import { defineSetting } from './define-setting.ts';

export const pixels = defineSetting({
  kind: 'pixels',
  doc: 'The least and the greatest value of the pixels that the weights were trained on: `[-1, 1]`.',
  sections: ['weights'],
  accepts: { type: 'numbers' },
  default: null,
});
