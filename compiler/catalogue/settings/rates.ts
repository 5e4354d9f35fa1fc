import { defineSetting } from './define-setting.ts';

export const rates = defineSetting({
  kind: 'rates',
  elsewhere:
    'lr_mult lr_multiplier lr_multipliers learning_rate_multiplier learning_rate_multipliers param_groups discriminative_lr layer_lrs',
  doc: 'What the rate of the optimizer is multiplied by, of the weights of some layers: `rates = [0.1 * base, 2 * bias]`, by the paths of layers (as in `freeze`), of weights (`base.conv2d.bias`), or the name of all weights that are called so; the last that names a weight counts.',
  sections: ['phase'],
  accepts: { type: 'factors' },
  default: null,
  weights: true,
});
