import type { Span } from '../../grammar/span.ts';
import type { SymbolKind } from '../bind/bound-symbol.ts';

/** What a candidate is: something that a module declares, an entry of the catalogue, or a word of the language. */
export type CandidateKind =
  | Exclude<SymbolKind, 'import'>
  | 'layer kind'
  | 'step'
  | 'source'
  | 'division'
  | 'optimizer'
  | 'schedule'
  | 'loss'
  | 'metric'
  | 'activation'
  | 'initializer'
  | 'regularizer'
  | 'constraint'
  | 'argument'
  | 'setting'
  | 'function'
  | 'keyword'
  | 'type'
  | 'word'
  | 'file';

/** What may be written at a place of a text; plain data. */
export interface Candidate {
  readonly name: string;
  readonly kind: CandidateKind;
  /** Markdown; the first sentence is the summary. */
  readonly doc?: string;
  /** Of an argument or a setting: what it takes, in words. */
  readonly accepts?: string;
  /** Of an argument or a setting: what it is where it is not written. */
  readonly default?: string;
  /** Of an argument or a setting: whether it must be given. */
  readonly isNeeded?: true;
  /** Of what is applied or called: the parameters that it must be given; `name=` of those given by name alone. */
  readonly needs?: readonly string[];
  /** Of what is not imported yet: the path to import it from. */
  readonly from?: string;
  /** Where it is declared. */
  readonly span?: Span;
}
