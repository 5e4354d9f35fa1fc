/**
 * How a variable's first values are drawn. Variance scaling is Keras's: `scale / fan` is the variance before
 * truncation is made up for; `truncated_normal` draws within two standard deviations of
 * `sqrt(scale / fan) / 0.87962566103423978`; `uniform` draws within ±`sqrt(3 · scale / fan)`.
 */
export type Initializer =
  | { readonly kind: 'constant'; readonly value: number }
  /** `gain` times a matrix of orthonormal rows or columns, of which it has the fewer; the last axis is the columns. */
  | { readonly kind: 'orthogonal'; readonly gain: number; readonly seed?: number }
  /** `gain` on the diagonal of a matrix. */
  | { readonly kind: 'identity'; readonly gain: number }
  | {
      readonly kind: 'variance_scaling';
      readonly scale: number;
      readonly mode: 'fan_in' | 'fan_out' | 'fan_avg';
      readonly distribution: 'truncated_normal' | 'untruncated_normal' | 'uniform';
      readonly seed?: number;
    }
  | { readonly kind: 'random_normal'; readonly mean: number; readonly stddev: number; readonly seed?: number }
  | {
      readonly kind: 'truncated_normal';
      readonly mean: number;
      readonly stddev: number;
      readonly seed?: number;
    }
  | {
      readonly kind: 'random_uniform';
      readonly minval: number;
      readonly maxval: number;
      readonly seed?: number;
    };

/** How many axes an initialiser is for, where not for any number. */
export function axesFor({
  kind,
}: Initializer): { readonly least: number; readonly most: number } | undefined {
  if (kind === 'orthogonal') return { least: 2, most: Infinity };
  return kind === 'identity' ? { least: 2, most: 2 } : undefined;
}

export const zeros: Initializer = { kind: 'constant', value: 0 };
export const ones: Initializer = { kind: 'constant', value: 1 };
