import type { Bounds } from '../../../compiler/catalogue/steps/define-augmentation.ts';
import type { Picture } from '../source.ts';
import { degenerate, grayscale, saturate, turnHues } from './tints/colours.ts';
import { blur, sharpen } from './tints/convolve.ts';
import { equalize } from './tints/equalize.ts';
import { autoContrast, brightness, contrast, invert, posterize, solarize } from './tints/levels.ts';
import { cover, type Place } from './tints/patch.ts';

/** What a step that changes values has drawn. */
export type Tint =
  | { readonly kind: 'grayscale' }
  | { readonly kind: 'patch'; readonly place: Place; readonly patch: Float32Array }
  | ({ readonly range: Bounds } & (
      | { readonly kind: 'contrast' | 'saturation' | 'degeneration' | 'sharpness'; readonly factor: number }
      | { readonly kind: 'brightness'; readonly delta: number }
      | { readonly kind: 'hue'; readonly turn: number }
      | { readonly kind: 'posterization'; readonly bits: number }
      | {
          readonly kind: 'blur';
          readonly size: number;
          readonly sigma: readonly [across: number, down: number];
        }
      | { readonly kind: 'solarization'; readonly addition: number; readonly threshold: number }
      | { readonly kind: 'invert' | 'auto contrast' }
      | { readonly kind: 'equalization'; readonly bins: number }
    ));

/** Changes a picture's values, as Keras does: in float32, clipped to the range where there is one. */
export function tint(change: Tint, picture: Picture): Picture {
  switch (change.kind) {
    case 'contrast':
      return contrast(picture, change.factor, change.range);
    case 'brightness':
      return brightness(picture, change.delta, change.range);
    case 'grayscale':
      return grayscale(picture);
    case 'hue':
      return turnHues(picture, change.turn, change.range);
    case 'saturation':
      return saturate(picture, change.factor, change.range);
    case 'degeneration':
      return degenerate(picture, change.factor, change.range);
    case 'posterization':
      return posterize(picture, change.bits, change.range);
    case 'sharpness':
      return sharpen(picture, change.factor * 2, change.range);
    case 'blur':
      return blur(picture, change.size, change.sigma, change.range);
    case 'invert':
      return invert(picture, change.range);
    case 'solarization':
      return solarize(picture, change.addition, change.threshold, change.range);
    case 'auto contrast':
      return autoContrast(picture, change.range);
    case 'equalization':
      return equalize(picture, change.bins, change.range);
    case 'patch':
      return cover(picture, change.place, change.patch);
  }
}
