import { defineSetting } from './define-setting.ts';

export const source = defineSetting({
  kind: 'source',
  doc: 'Where the examples come from.',
  sections: ['data'],
  accepts: { type: 'source' },
});
