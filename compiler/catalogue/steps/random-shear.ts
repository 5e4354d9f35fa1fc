import { defineAugmentation, factor, signed, unchanged } from './define-augmentation.ts';
import { samplingOf, samplingParams } from './sampling.ts';

const { fill_mode, interpolation, fill_value } = samplingParams;

export const randomShear = defineAugmentation({
  kind: 'RandomShear',
  doc: 'Slants a picture, about its upper left corner; half of the draws the other way.',
  params: {
    x_factor: {
      ...factor('How far a row is moved beside the one above it: 0.2; or [lower, upper].'),
      default: 0,
    },
    y_factor: { ...factor('How far a column is moved beside the one to its left.'), default: 0 },
    ...{ interpolation, fill_mode, fill_value },
  },
  positional: 4,
  factors: { x_factor: signed, y_factor: signed },
  make: (params, { bounds: { x_factor: x = unchanged, y_factor: y = unchanged } }) => ({
    x,
    y,
    sampling: samplingOf(params),
  }),
});
