import { defineAugmentation, eitherWay, factor, share, valueRange } from './define-augmentation.ts';
import { deviation, deviations } from './deviations.ts';

const left = { default: null, nullable: true } as const;

/** Brightness, contrast, saturation and hue in that order, each as its own step does it; one without its factor stays. */
export const randomColorJitter = defineAugmentation({
  kind: 'RandomColorJitter',
  doc: 'Changes brightness, contrast, saturation and hue, in this order; what is not given stays.',
  params: {
    ...valueRange,
    brightness_factor: { ...factor('As of `RandomBrightness`.'), ...left },
    contrast_factor: { ...factor('As of `RandomContrast`.'), ...left },
    saturation_factor: { ...factor('As of `RandomSaturation`.'), ...left },
    hue_factor: { ...factor('As of `RandomHue`.'), ...left },
  },
  positional: 5,
  factors: {
    brightness_factor: eitherWay,
    contrast_factor: deviations,
    saturation_factor: share,
    hue_factor: share,
  },
  ofColour: ['saturation_factor', 'hue_factor'],
  fromZero: ['saturation_factor'],
  make: (_params, { bounds, range }) => {
    const {
      brightness_factor: brightness,
      contrast_factor: contrast,
      saturation_factor: saturation,
      hue_factor: hue,
    } = bounds;
    return {
      range,
      steps: [
        ...(brightness ? [{ kind: 'RandomBrightness', factor: brightness, range } as const] : []),
        ...(contrast ? [{ kind: 'RandomContrast', factor: deviation(contrast), range } as const] : []),
        ...(saturation ? [{ kind: 'RandomSaturation', factor: saturation, range } as const] : []),
        ...(hue ? [{ kind: 'RandomHue', factor: hue, range } as const] : []),
      ],
    };
  },
});
