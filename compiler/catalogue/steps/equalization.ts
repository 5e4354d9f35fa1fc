import { defineAugmentation, valueRange } from './define-augmentation.ts';

export const equalization = defineAugmentation({
  kind: 'Equalization',
  doc: 'Makes all values of a channel about equally frequent.',
  params: {
    ...valueRange,
    bins: {
      type: 'integer',
      minimum: 2,
      maximum: 65_536,
      default: 256,
      doc: 'How many values are told apart.',
    },
  },
  positional: 2,
  make: ({ bins }, { range }) => ({ bins, range }),
});
