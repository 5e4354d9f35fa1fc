import type { Span } from '../../grammar/span.ts';
import type { BoundSymbol } from './bound-symbol.ts';

/** What a name is used as: a number, list or word; something to apply; a place in a model; or what the block around names. */
export type ReferenceRole =
  'value' | 'kind' | 'argument' | 'label' | 'data' | 'field' | 'head' | 'input' | 'weight set';

/** A name where it is used. */
export interface Reference {
  readonly role: ReferenceRole;
  readonly name: string;
  readonly span: Span;
  /** What it means; absent: a word of the language, of Keras or of another file, or a mistake. */
  readonly symbol: BoundSymbol | undefined;
}
