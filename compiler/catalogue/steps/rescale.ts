import { definePreparation } from './define-preparation.ts';

export const rescale = definePreparation({
  kind: 'Rescaling',
  doc: '`x · scale + offset`, as the layer does: `Rescaling(1/255)` makes pixels 0 to 1.',
  params: {
    scale: { type: 'number', doc: 'The factor.' },
    offset: { type: 'number', default: 0, doc: 'Added after scaling.' },
  },
  make: ({ scale, offset }) => ({ scale, offset }),
});
