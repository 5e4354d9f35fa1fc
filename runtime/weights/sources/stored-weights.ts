import type { NamedLayer } from './h5/models-in-config.ts';

/** A weight in a file: what it is, and its numbers once they are wanted. */
export interface StoredWeight {
  /** As the file names it. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Rejects with an Error that says what is wrong with the file. */
  read(): Promise<Float32Array>;
}

/** The weights of a file, by what its format goes by. */
export type StoredWeights =
  /** A run's: by layer path (`base.conv/kernel`). */
  | { readonly by: 'path'; readonly tensors: ReadonlyMap<string, StoredWeight> }
  /** Keras's `.h5`: layers in the order of `model.layers`. */
  | { readonly by: 'order'; readonly layers: readonly StoredLayer[] }
  /** Keras's `.weights.h5`: by kind and count in the order of `model.layers` (`conv2d_3`). */
  | { readonly by: 'kind'; readonly layers: readonly StoredLayer[] };

/** A layer that has weights, or a model within the model that has such layers. */
export interface StoredLayer {
  readonly name: string;
  /** What the model calls it, where a file that goes by kind and count says so. */
  readonly called?: string;
  /** In Keras's order: the trained ones first. None where there are `layers`. */
  readonly weights: readonly StoredWeight[];
  /** Of a model within the model. */
  readonly layers?: readonly StoredLayer[];
  /** Of a model within the model that the file has as one layer: which layers the weights are of, where it says so. */
  readonly inner?: readonly NamedLayer[];
  /** How sure the order of `layers` is where only the weights' names tell of them: known, or lost. */
  readonly order?: 'by number' | 'lost';
}
