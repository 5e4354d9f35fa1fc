import type { Span } from '../../grammar/span.ts';
import type { Size } from '../sizes/size.ts';
import type { LayerNode, Tensor } from './graph.ts';

/** Where the first weights of a part of a model come from, rather than from initialisers. */
export interface WeightSource<S extends Size = Size> {
  /** The path of the part; its layers' paths begin with it. */
  readonly path: string;
  /** The model that was applied. */
  readonly model: string;
  readonly origin: WeightOrigin;
  /** The layers of the part, in the order of the text. */
  readonly layers: readonly LayerNode<S>[];
  /** Paths of the models that are applied within it, in the order of the text. */
  readonly models: readonly string[];
  /** What the part was applied to. */
  readonly input: Tensor<S>;
  /** The argument `weights=…`. */
  readonly span: Span;
}

export type WeightOrigin = WeightFile | WeightSet;

/** A file of the user's, relative to the `.cnn` file that names it. */
export interface WeightFile {
  readonly kind: 'file';
  readonly path: string;
}

/** A set that the model declares. */
export interface WeightSet {
  readonly kind: 'set';
  readonly name: string;
  readonly url: string;
  /** What its bytes come to; absent where the declaration does not say. */
  readonly checksum?: Checksum;
  /** The least and the largest value that the part's input is to have. */
  readonly pixels?: readonly [number, number];
}

export interface Checksum {
  readonly algorithm: 'sha256' | 'md5';
  /** Lower-case hexadecimal. */
  readonly digest: string;
}
