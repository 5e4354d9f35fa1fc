import { defineAugmentation, eitherWay, factor, unchanged } from './define-augmentation.ts';
import { samplingOf, samplingParams } from './sampling.ts';

export const randomTranslation = defineAugmentation({
  kind: 'RandomTranslation',
  doc: 'Moves a picture up or down and to the sides.',
  params: {
    height_factor: factor('A fraction of the height either way; or [lower, upper], below 0 upwards.'),
    width_factor: factor('A fraction of the width either way; or [lower, upper], below 0 to the left.'),
    ...samplingParams,
  },
  positional: 4,
  factors: { height_factor: eitherWay, width_factor: eitherWay },
  make: (params, { bounds: { height_factor: height = unchanged, width_factor: width = unchanged } }) => ({
    height,
    width,
    sampling: samplingOf(params),
  }),
});
