/** The bounds between which a factor is drawn, the lower first. */
export type Bounds = readonly [lower: number, upper: number];

/** How a warped picture takes what lies between its pixels, and outside of it. */
export interface Sampling {
  readonly fill: 'reflect' | 'constant' | 'wrap' | 'nearest';
  readonly interpolation: 'bilinear' | 'nearest';
  /** Outside of the picture where `fill` is `constant`. */
  readonly value: number;
}

/** A step of `augment { … }`: what is drawn anew for each example and epoch, with Keras's parameters. */
export type AugmentStep =
  | { readonly kind: 'RandomFlip'; readonly horizontal: boolean; readonly vertical: boolean }
  /** `factor` in turns. */
  | { readonly kind: 'RandomRotation'; readonly factor: Bounds; readonly sampling: Sampling }
  /** Fractions of height and width. */
  | {
      readonly kind: 'RandomTranslation';
      readonly height: Bounds;
      readonly width: Bounds;
      readonly sampling: Sampling;
    }
  /** Added to 1; below 0 zooms in. Without `width` the proportions stay. */
  | {
      readonly kind: 'RandomZoom';
      readonly height: Bounds;
      readonly width?: Bounds;
      readonly sampling: Sampling;
    }
  | { readonly kind: 'RandomCrop'; readonly height: number; readonly width: number }
  /** `factor` is what the contrast is multiplied by. */
  | { readonly kind: 'RandomContrast'; readonly factor: Bounds; readonly range: Bounds }
  /** `factor` is a fraction of the range's length. */
  | { readonly kind: 'RandomBrightness'; readonly factor: Bounds; readonly range: Bounds }
  /** With so much probability. */
  | { readonly kind: 'RandomGrayscale'; readonly factor: number };
