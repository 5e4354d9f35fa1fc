/** A group of an HDF5 file whose datasets are numbered, as Keras has the weights of a layer. */
export interface H5Group {
  /** Without the slash that it begins with: `layers/conv2d/vars`. */
  readonly path: string;
  /** Its attribute `name`. */
  readonly name: string;
  readonly datasets: readonly H5Dataset[];
}

export interface H5Dataset {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What the thread answers. */
export type H5Written = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: string };
