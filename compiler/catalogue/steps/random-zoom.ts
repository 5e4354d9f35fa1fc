import { type Allowed, type Bounds, defineAugmentation, factor, unchanged } from './define-augmentation.ts';
import { type Sampling, samplingOf, samplingParams } from './sampling.ts';

/** At −1 nothing would be left of the picture. */
const allowed: Allowed = { range: [-1, 1], exclusive: true };

/** Fractions that are added to 1; below 0 zooms in. Without `width` the proportions stay. */
export interface Zoom {
  readonly height: Bounds;
  readonly width?: Bounds;
  readonly sampling: Sampling;
}

export const randomZoom = defineAugmentation({
  kind: 'RandomZoom',
  doc: 'Shows a picture larger or smaller, about its middle.',
  params: {
    height_factor: factor('A fraction of the height: below 0 zooms in, above out; or [lower, upper].'),
    width_factor: {
      ...factor('The same of the width; by default the proportions stay.'),
      default: null,
      nullable: true,
    },
    ...samplingParams,
  },
  positional: 4,
  factors: { height_factor: allowed, width_factor: allowed },
  make: (params, { bounds: { height_factor: height = unchanged, width_factor: width } }): Zoom => ({
    height,
    ...(width === undefined ? {} : { width }),
    sampling: samplingOf(params),
  }),
});
