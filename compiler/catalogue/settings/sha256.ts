import { defineSetting } from './define-setting.ts';

export const sha256 = defineSetting({
  kind: 'sha256',
  doc: 'The SHA-256 of the file, 64 hexadecimal digits in quotes; what is fetched must have it.',
  sections: ['weights'],
  accepts: { type: 'string', nullable: true },
  default: null,
});
