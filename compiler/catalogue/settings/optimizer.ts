import { defineSetting } from './define-setting.ts';

export const optimizer = defineSetting({
  kind: 'optimizer',
  elsewhere: 'optim opt solver',
  doc: 'What updates the weights; its state begins anew with each phase, but where `optimizer_state` keeps it.',
  sections: ['phase'],
  accepts: { type: 'optimizer' },
  weights: true,
});
