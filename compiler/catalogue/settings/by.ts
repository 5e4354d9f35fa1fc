import { defineSetting } from './define-setting.ts';

export const by = defineSetting({
  kind: 'by',
  elsewhere: 'groups',
  doc: 'What the parts go by: in proportion of each class unless it says otherwise.',
  sections: ['split'],
  accepts: { type: 'division' },
  follows: 'by `class`',
});
