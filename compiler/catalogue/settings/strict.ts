import { defineSetting } from './define-setting.ts';

export const strict = defineSetting({
  kind: 'strict',
  doc: 'Whether an unreadable file stops the run, rather than being left out and counted.',
  sections: ['data'],
  accepts: { type: 'boolean' },
  default: false,
});
