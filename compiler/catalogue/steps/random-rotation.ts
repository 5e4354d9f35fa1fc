import { defineAugmentation, eitherWay, factor, unchanged } from './define-augmentation.ts';
import { samplingOf, samplingParams } from './sampling.ts';

export const randomRotation = defineAugmentation({
  kind: 'RandomRotation',
  doc: 'Turns a picture about its middle.',
  params: { factor: factor('Turns: 0.1 is up to 36° either way; or [lower, upper].'), ...samplingParams },
  positional: 3,
  factors: { factor: eitherWay },
  unit: { whole: 360, why: 'the factor is in turns, not degrees' },
  make: (params, { bounds: { factor: turns = unchanged } }) => ({
    factor: turns,
    sampling: samplingOf(params),
  }),
});
