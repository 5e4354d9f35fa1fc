import { defineSetting } from './define-setting.ts';

export const md5 = defineSetting({
  kind: 'md5',
  doc: 'The MD5 of the file, 32 hexadecimal digits in quotes; what is fetched must have it.',
  sections: ['weights'],
  accepts: { type: 'string', nullable: true },
  default: null,
});
