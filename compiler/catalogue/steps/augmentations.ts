import { registryOf } from '../entry/entry.ts';
import { autoContrast } from './auto-contrast.ts';
import type { AnyAugmentationDefinition } from './define-augmentation.ts';
import { cutMix } from './cut-mix.ts';
import { equalization } from './equalization.ts';
import { mixUp } from './mix-up.ts';
import { randAugment } from './rand-augment.ts';
import { randomBrightness } from './random-brightness.ts';
import { randomColorDegeneration } from './random-color-degeneration.ts';
import { randomColorJitter } from './random-color-jitter.ts';
import { randomContrast } from './random-contrast.ts';
import { randomCrop } from './random-crop.ts';
import { randomErasing } from './random-erasing.ts';
import { randomFlip } from './random-flip.ts';
import { randomGaussianBlur } from './random-gaussian-blur.ts';
import { randomGrayscale } from './random-grayscale.ts';
import { randomHue } from './random-hue.ts';
import { randomInvert } from './random-invert.ts';
import { randomPerspective } from './random-perspective.ts';
import { randomPosterization } from './random-posterization.ts';
import { randomRotation } from './random-rotation.ts';
import { randomSaturation } from './random-saturation.ts';
import { randomSharpness } from './random-sharpness.ts';
import { randomShear } from './random-shear.ts';
import { randomTranslation } from './random-translation.ts';
import { randomZoom } from './random-zoom.ts';
import { solarization } from './solarization.ts';

/** Every step of `augment`, by Keras's name. */
export const augmentations = registryOf(
  randomFlip,
  randomRotation,
  randomTranslation,
  randomZoom,
  randomShear,
  randomPerspective,
  randomCrop,
  randomErasing,
  randomContrast,
  randomBrightness,
  randomHue,
  randomSaturation,
  randomColorJitter,
  randomColorDegeneration,
  randomGrayscale,
  randomSharpness,
  randomGaussianBlur,
  randomPosterization,
  randomInvert,
  solarization,
  autoContrast,
  equalization,
  randAugment,
  mixUp,
  cutMix,
);

export type AugmentKind = keyof typeof augmentations;

/** A step of `augment { … }`: what its entry makes of its parameters. */
export type AugmentStep = {
  readonly [K in AugmentKind]: { readonly kind: K } & Readonly<ReturnType<(typeof augmentations)[K]['make']>>;
}[AugmentKind];

/** A step that mixes the examples of a batch. */
export type MixStep = Extract<AugmentStep, { kind: 'MixUp' | 'CutMix' }>;

/** A step that changes each example for itself. */
export type ExampleStep = Exclude<AugmentStep, MixStep>;

export const isMixing = (step: AugmentStep): step is MixStep =>
  step.kind === 'MixUp' || step.kind === 'CutMix';

/** Every step of `augment`, in the order of messages and of the reference. */
export const augmentationDefinitions: readonly (AnyAugmentationDefinition & {
  readonly kind: AugmentKind;
})[] = Object.values(augmentations);
