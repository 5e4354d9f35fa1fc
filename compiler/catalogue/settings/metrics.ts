import { defineSetting } from './define-setting.ts';

export const metrics = defineSetting({
  kind: 'metrics',
  elsewhere: 'metric measures',
  doc: 'What is shown besides the loss: a metric, or a list of them.',
  sections: ['objective'],
  accepts: { type: 'metrics' },
  default: null,
});
