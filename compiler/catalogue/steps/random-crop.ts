import { defineAugmentation } from './define-augmentation.ts';

export const randomCrop = defineAugmentation({
  kind: 'RandomCrop',
  doc: 'Keeps a part of a picture; outside training the middle, as Keras does.',
  params: {
    height: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The height that is kept.' },
    width: { type: 'integer', minimum: 1, maximum: 16_384, doc: 'The width that is kept.' },
  },
  positional: 2,
  make: ({ height, width }) => ({ height, width }),
});
