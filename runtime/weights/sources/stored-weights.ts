import type { StoredTensor } from '../safetensors.ts';

/** A weight in a file: what it is, and its numbers once they are wanted. */
export interface StoredWeight {
  readonly shape: readonly number[];
  /** Throws an Error that says what is wrong with the file. */
  read(): Float32Array;
}

/** The weights of a file, by what its format goes by. */
export type StoredWeights =
  /** A run's: by layer path (`base.conv/kernel`). */
  | { readonly by: 'path'; readonly tensors: ReadonlyMap<string, StoredWeight> }
  /** Keras's `.h5`: layers in the order of `model.layers`. */
  | { readonly by: 'order'; readonly layers: readonly StoredLayer[] }
  /** Keras's `.weights.h5`: by kind and count in the order of `model.layers` (`conv2d_3`). */
  | { readonly by: 'kind'; readonly layers: ReadonlyMap<string, readonly StoredWeight[]> };

export interface StoredLayer {
  readonly name: string;
  /** In Keras's order: the trained ones first. */
  readonly weights: readonly StoredWeight[];
}

/** A tensor that is there already. */
export const stored = ({ shape, data }: StoredTensor): StoredWeight => ({ shape, read: () => data });
