import { defineSetting } from './define-setting.ts';

export const balance = defineSetting({
  kind: 'balance',
  doc: 'What makes small classes count in training: `oversample` draws each class as often as the largest; `class_weights` weighs the loss of each example, n / (classes · n of its class), as Keras does with `class_weight`.',
  sections: ['data'],
  accepts: { type: 'enum', values: ['oversample', 'class_weights'], nullable: true },
  default: null,
});
