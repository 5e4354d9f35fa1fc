import { defineSetting } from './define-setting.ts';

export const noDecay = defineSetting({
  kind: 'no_decay',
  elsewhere: 'exclude_from_weight_decay no_weight_decay decay_exclude weight_decay_exclude',
  doc: 'Weights that `weight_decay` leaves alone, named as in `rates`: `no_decay = [bias, gamma, beta]`.',
  sections: ['phase'],
  accepts: { type: 'paths' },
  default: null,
  weights: true,
});
