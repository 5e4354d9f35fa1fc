import { type Bounds, defineAugmentation, factor, share, valueRange } from './define-augmentation.ts';
import { gentleSteps } from './gentle-steps.ts';
import { samplingParams } from './sampling.ts';

const half: Bounds = [0, 0.5];

export const randAugment = defineAugmentation({
  kind: 'RandAugment',
  doc: 'Some steps of eleven, each drawn anew for each picture: `RandomShear`, `RandomTranslation`, `RandomRotation`, `RandomBrightness`, `RandomColorDegeneration`, `RandomContrast`, `RandomSharpness`, `RandomPosterization`, `Solarization`, `AutoContrast`, `Equalization`.',
  params: {
    ...valueRange,
    num_ops: { type: 'integer', minimum: 1, maximum: 100, default: 2, doc: 'How many.' },
    factor: {
      ...factor('How much each does at most: the factor of all of them; or [lower, upper].'),
      default: 0.5,
    },
    interpolation: samplingParams.interpolation,
  },
  positional: 4,
  factors: { factor: share },
  greyToo: true,
  make: ({ num_ops: picks, interpolation }, { bounds: { factor: strength = half }, range }) => ({
    picks,
    factor: strength,
    range,
    interpolation,
    steps: gentleSteps(strength, interpolation, range),
  }),
});
