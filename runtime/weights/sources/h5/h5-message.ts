import type { NamedLayer } from './models-in-config.ts';

/** What the thread of the HDF5 library is asked. */
export type H5Request =
  /** What a file holds; the part of it from `offset` on, `size` bytes of it. */
  | { readonly kind: 'open'; readonly descriptor: number; readonly offset: number; readonly size: number }
  /** The floats of a weight of the file that was opened last. */
  | { readonly kind: 'read'; readonly path: string };

/** Its answer; `broken`: the library can be asked nothing more. */
export type H5Answer =
  | { readonly kind: 'file'; readonly file: H5File }
  | { readonly kind: 'values'; readonly values: Float32Array<ArrayBuffer> }
  | { readonly kind: 'problem'; readonly problem: string; readonly broken: boolean };

/** What Keras has written, and how its layers are found: in their order, or by kind and count. */
export interface H5File {
  readonly by: 'order' | 'kind';
  readonly layers: readonly H5Layer[];
}

export interface H5Layer {
  readonly name: string;
  /** What the model calls it, where a file that goes by kind and count says so. */
  readonly called?: string;
  readonly weights: readonly H5Weight[];
  /** Of a model within the model. */
  readonly layers?: readonly H5Layer[];
  /** Of a model within the model that is written as one layer: which layers the weights are of, in the order of the model. */
  readonly inner?: readonly NamedLayer[];
}

export interface H5Weight {
  /** Of its dataset within the file. */
  readonly path: string;
  /** As Keras names it: `conv2d/kernel`; a number in a `.weights.h5`. */
  readonly name: string;
  readonly shape: readonly number[];
}
