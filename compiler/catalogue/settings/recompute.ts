import { defineSetting } from './define-setting.ts';

export const recompute = defineSetting({
  kind: 'recompute',
  doc: 'Whether activations may be dropped and made again: as few as the budget asks for (`auto`), or as many as make the peak smallest (`max`).',
  sections: ['train', 'phase'],
  accepts: { type: 'enum', values: ['auto', 'max'], nullable: true },
  default: null,
  weights: true,
  peak: true,
});
