import type { Bounds } from './define-augmentation.ts';
import { deviation } from './deviations.ts';
import type { Sampling } from './sampling.ts';

/** The steps that `RandAugment` picks from, all of one strength, in Keras's order. */
export const gentleSteps = (factor: Bounds, interpolation: Sampling['interpolation'], range: Bounds) => {
  const sampling: Sampling = { fill: 'reflect', interpolation, value: 0 };
  const [less, more] = factor;
  const most = Math.max(1, Math.trunc(8 * more));
  return [
    { kind: 'RandomShear', x: factor, y: factor, sampling },
    { kind: 'RandomTranslation', height: factor, width: factor, sampling },
    { kind: 'RandomRotation', factor, sampling },
    { kind: 'RandomBrightness', factor, range },
    { kind: 'RandomColorDegeneration', factor, range },
    { kind: 'RandomContrast', factor: deviation([less, more]), range },
    { kind: 'RandomSharpness', factor, range },
    { kind: 'RandomPosterization', bits: [1, most], range },
    { kind: 'Solarization', addition: factor, threshold: factor, range },
    { kind: 'AutoContrast', range },
    { kind: 'Equalization', bins: 256, range },
  ] as const;
};
