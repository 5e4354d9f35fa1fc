import { always, chance, defineAugmentation, share } from './define-augmentation.ts';
import { samplingParams } from './sampling.ts';

const { interpolation, fill_value } = samplingParams;

export const randomPerspective = defineAugmentation({
  kind: 'RandomPerspective',
  doc: 'Shows a picture at a slant: moves its corners but the upper left one, each for itself.',
  params: {
    factor: chance,
    scale: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 1,
      doc: 'How far corners move: 1 by up to half a side.',
    },
    interpolation,
    fill_value: { ...fill_value, doc: 'The value outside of the picture.' },
  },
  positional: 3,
  factors: { factor: share },
  make: ({ scale, interpolation, fill_value: value }, { bounds: { factor: probability = always } }) => ({
    probability,
    scale,
    sampling: { fill: 'constant', interpolation, value } as const,
  }),
});
