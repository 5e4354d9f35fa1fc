import { defineSetting } from './define-setting.ts';

export const optimizerState = defineSetting({
  kind: 'optimizer_state',
  elsewhere: 'keep_optimizer reset_optimizer optimizer_reset',
  doc: 'Whether the optimizer goes on from where the phase before ended: its moments, its count of updates, and its schedule; weights that begin to train have fresh ones.',
  sections: ['phase'],
  accepts: { type: 'enum', values: ['fresh', 'kept'] },
  default: 'fresh',
  weights: true,
});
