import { defineSetting } from './define-setting.ts';

export const balance = defineSetting({
  kind: 'balance',
  doc: 'How often examples of small classes are drawn in training: `oversample` draws each class as often as the largest.',
  sections: ['data'],
  accepts: { type: 'enum', values: ['oversample'], nullable: true },
  default: null,
});
