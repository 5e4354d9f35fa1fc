import type { Span } from '../../../grammar/span.ts';

/** Where examples come from. */
export type SourceSpec =
  /** The original MNIST files (`train-images-idx3-ubyte` …, gzipped or not) in a directory. */
  | { readonly kind: 'idx'; readonly directory: string; readonly span: Span }
  /** A folder a class, named as the class. */
  | {
      readonly kind: 'folder';
      readonly directory: string;
      /** A CSV file of boxes, in the directory. */
      readonly boxes?: string;
      readonly span: Span;
    }
  /** Generated pictures of shapes; deterministic from the data's seed. */
  | {
      readonly kind: 'shapes';
      readonly count: number;
      readonly height: number;
      readonly width: number;
      readonly channels: number;
      readonly classes: number;
      readonly span: Span;
    };
