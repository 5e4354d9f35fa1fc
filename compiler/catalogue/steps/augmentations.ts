import { registryOf } from '../entry/entry.ts';
import type { AnyAugmentationDefinition } from './define-augmentation.ts';
import { randomBrightness } from './random-brightness.ts';
import { randomContrast } from './random-contrast.ts';
import { randomCrop } from './random-crop.ts';
import { randomFlip } from './random-flip.ts';
import { randomGrayscale } from './random-grayscale.ts';
import { randomRotation } from './random-rotation.ts';
import { randomTranslation } from './random-translation.ts';
import { randomZoom } from './random-zoom.ts';

/** Every step of `augment`, by Keras's name. */
export const augmentations = registryOf(
  randomFlip,
  randomRotation,
  randomTranslation,
  randomZoom,
  randomCrop,
  randomContrast,
  randomBrightness,
  randomGrayscale,
);

export type AugmentKind = keyof typeof augmentations;

/** A step of `augment { … }`: what its entry makes of its parameters. */
export type AugmentStep = {
  readonly [K in AugmentKind]: { readonly kind: K } & Readonly<ReturnType<(typeof augmentations)[K]['make']>>;
}[AugmentKind];

/** Every step of `augment`, in the order of messages and of the reference. */
export const augmentationDefinitions: readonly (AnyAugmentationDefinition & {
  readonly kind: AugmentKind;
})[] = Object.values(augmentations);
