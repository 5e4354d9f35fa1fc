import { defineSetting } from './define-setting.ts';

export const target = defineSetting({
  kind: 'target',
  elsewhere: 'label labels y y_true field truth',
  doc: 'The field that the output is compared with.',
  sections: ['objective'],
  accepts: { type: 'field' },
  follows: 'by default the field of the output’s name',
});
