import { defineSetting } from './define-setting.ts';

export const memory = defineSetting({
  kind: 'memory',
  doc: 'The budget that the peak of a step has to fit, with its unit: `2 GiB`.',
  sections: ['train', 'phase'],
  accepts: { type: 'bytes' },
  default: null,
  peak: true,
});
