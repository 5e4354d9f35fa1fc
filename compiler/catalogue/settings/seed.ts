import { defineSetting } from './define-setting.ts';

export const seed = defineSetting({
  kind: 'seed',
  elsewhere: 'random_state random_seed',
  doc: 'What decides how examples are split, shuffled and, of a source that draws them, drawn.',
  sections: ['data'],
  accepts: { type: 'integer', minimum: 0 },
  default: 0,
});
