import { all, called, elsewhere, type ForeignWords, leaveOut, needless } from './foreign-word.ts';

/** Parameters of Keras's applications and of torchvision's models, where a model is applied. */
export const applicationWords: ForeignWords = {
  ...all('pretrained imagenet use_pretrained', {
    instead: 'write `weights=imagenet`',
    whole: (value) => (/^(?:false|False|none|None|0)$/.test(value) ? '' : 'weights=imagenet'),
  }),
  ...all(
    'trainable frozen freeze requires_grad',
    leaveOut('a phase says what it freezes: `phase head { freeze base … }`'),
  ),
  ...all(
    'input_shape input_tensor input_size in_chans in_channels inputs',
    needless('it follows from the input'),
  ),
  ...all('top with_top include_head fc', called('include_top')),
  ...all('global_pool global_pooling pool', called('pooling')),
  ...all('name', elsewhere('write a label before the model: `base: Model(…)`')),
  ...all('backend layers utils data_format', needless('it has no counterpart here')),
};
