import { defineSetting } from './define-setting.ts';

export const batch = defineSetting({
  kind: 'batch',
  elsewhere: 'batch_size batchsize batches minibatch mini_batch train_batch_size',
  doc: 'How many examples a step takes.',
  sections: ['train', 'phase'],
  accepts: { type: 'integer', minimum: 1 },
  weights: true,
  option: true,
  peak: true,
});
