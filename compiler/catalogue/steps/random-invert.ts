import { always, chance, defineAugmentation, share, valueRange } from './define-augmentation.ts';

export const randomInvert = defineAugmentation({
  kind: 'RandomInvert',
  doc: 'Makes of light dark.',
  params: { factor: chance, ...valueRange },
  positional: 2,
  factors: { factor: share },
  fromZero: true,
  make: (_params, { bounds: { factor: probability = always }, range }) => ({ probability, range }),
});
