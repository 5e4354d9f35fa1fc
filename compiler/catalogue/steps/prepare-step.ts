/** A step of `prepare { … }`: what each example goes through, in every part. */
export type PrepareStep = { readonly field?: string } & (
  | { readonly kind: 'Rescaling'; readonly scale: number; readonly offset: number }
  /** Of a box by its centre: the square roots of width and height in their place. */
  | { readonly kind: 'SqrtSize' }
  | {
      readonly kind: 'Resizing';
      readonly height: number;
      readonly width: number;
      readonly interpolation: 'bilinear' | 'nearest';
      readonly cropToAspectRatio: boolean;
    }
);
