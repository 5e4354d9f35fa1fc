import { defineAugmentation } from './define-augmentation.ts';

export const randomFlip = defineAugmentation({
  kind: 'RandomFlip',
  doc: 'Mirrors half of the pictures.',
  params: {
    mode: {
      type: 'enum',
      values: ['horizontal', 'vertical', 'horizontal_and_vertical'],
      default: 'horizontal_and_vertical',
      doc: 'Which way; both ways are one draw, as in Keras.',
    },
  },
  positional: 1,
  make: ({ mode }) => ({ horizontal: mode !== 'vertical', vertical: mode !== 'horizontal' }),
});
