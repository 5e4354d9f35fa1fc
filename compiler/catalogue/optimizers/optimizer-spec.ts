import type { Span } from '../../../grammar/span.ts';

/** An optimizer as a phase uses it. */
export interface OptimizerSpec {
  readonly kind: 'SGD' | 'Adam' | 'Nadam' | 'RMSprop';
  /** Every parameter of the optimizer by Keras's name, defaults filled in. */
  readonly params: Readonly<Record<string, number | boolean>>;
  readonly span: Span;
}
