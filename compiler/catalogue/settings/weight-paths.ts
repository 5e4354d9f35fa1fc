import type { Span } from '../../../grammar/span.ts';

/** Weights that a setting names, as it is written. */
export interface WeightPath {
  /** Of layers, of a weight, or what weights are called. */
  readonly path: string;
  /** What is said of them. */
  readonly factor: number;
  readonly span: Span;
}
