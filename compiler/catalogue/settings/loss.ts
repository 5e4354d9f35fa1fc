import { defineSetting } from './define-setting.ts';

export const loss = defineSetting({
  kind: 'loss',
  elsewhere: 'criterion loss_fn loss_function losses objective',
  doc: 'What is minimised: a loss, a block with the inputs `target` and `prediction`, or a sum of such with factors.',
  sections: ['objective'],
  accepts: { type: 'loss' },
});
