import { defineAugmentation } from './define-augmentation.ts';

export const randomGrayscale = defineAugmentation({
  kind: 'RandomGrayscale',
  doc: 'Takes the colour out of some pictures.',
  params: { factor: { type: 'number', minimum: 0, maximum: 1, default: 0.5, doc: 'How probable it is.' } },
  positional: 1,
  ofColour: true,
  make: ({ factor }) => ({ factor }),
});
