import { defineAugmentation, valueRange } from './define-augmentation.ts';

export const autoContrast = defineAugmentation({
  kind: 'AutoContrast',
  doc: 'Stretches the values of each channel over the whole range; outside of training as well, as Keras does.',
  params: { ...valueRange },
  positional: 1,
  make: (_params, { range }) => ({ range }),
});
