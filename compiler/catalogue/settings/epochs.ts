import { defineSetting } from './define-setting.ts';

export const epochs = defineSetting({
  kind: 'epochs',
  elsewhere: 'epoch num_epochs n_epochs max_epochs nb_epoch',
  doc: 'How often the phase goes through the training part.',
  sections: ['phase'],
  accepts: { type: 'integer', minimum: 1 },
  option: true,
});
