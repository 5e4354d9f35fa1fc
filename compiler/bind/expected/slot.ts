import type { BoundSymbol } from '../bound-symbol.ts';

/** Where settings stand. */
export type SectionType = 'data' | 'split' | 'train' | 'phase' | 'objective' | 'weights';

/** What is applied, or what makes a value, where its arguments are written. */
export interface Called {
  readonly name: string;
  /** What it is, where a module declares it; else it is a word of the language. */
  readonly symbol: BoundSymbol | undefined;
  /** What may stand where it stands. */
  readonly slot: Slot;
}

/** What may stand at a place of a text. */
export type Slot =
  /** A name that is declared, a mark, or text. */
  | { readonly type: 'nothing' }
  /** The beginning of a declaration. */
  | { readonly type: 'item' }
  /** A statement, or one of the words that go on with the one before. */
  | {
      readonly type: 'statement';
      readonly isParallel: boolean;
      readonly isModel: boolean;
      readonly words: readonly string[];
    }
  /** What a label, an output or a `parallel` is made of, what an alias stands for, or a step of a section. */
  | { readonly type: 'callee'; readonly of: CalleeOf }
  /** A key of a section, or what else begins there; those that stand there already are given. */
  | { readonly type: 'key'; readonly section: SectionType; readonly given: readonly string[] }
  /** An argument: a name, or a value by position. */
  | {
      readonly type: 'argument';
      readonly call: Called;
      readonly given: readonly string[];
      readonly position: number;
    }
  /** A value, and what of. */
  | { readonly type: 'value'; readonly of: ValueOf }
  /** A label, or a segment of a path; `layers` of a model may be counted. */
  | { readonly type: 'label'; readonly symbols: readonly BoundSymbol[]; readonly isCounted: boolean }
  /** The name of something that is declared elsewhere. */
  | { readonly type: 'name'; readonly of: NameOf; readonly symbols: readonly BoundSymbol[] }
  /** The type of an input or a field. */
  | { readonly type: 'type'; readonly of: 'input' | 'field' }
  /** One of some words alone. */
  | { readonly type: 'word'; readonly words: readonly string[] }
  /** The path of a file that is imported. */
  | { readonly type: 'file' };

export type CalleeOf = 'label' | 'output' | 'merge' | 'alias' | 'prepare' | 'augment';

export type NameOf = 'model' | 'data' | 'field' | 'head' | 'input' | 'weight set' | 'import';

/** What a value is of: a key, an argument, one of the sizes of a type, the default of a parameter, or whatever asks for a value of its own making. */
export type ValueOf =
  | { readonly type: 'key'; readonly section: SectionType; readonly key: string }
  | { readonly type: 'argument'; readonly call: Called; readonly name?: string; readonly position: number }
  | { readonly type: 'size'; readonly name: string }
  | { readonly type: 'parameter' }
  | { readonly type: 'any' };

/** What is expected at a place of a text. */
export interface Expected {
  /** Where the word begins that is being written, or the place itself. */
  readonly start: number;
  readonly slot: Slot;
  /** The names that are in scope there, of values and of what can be applied. */
  readonly symbols: readonly BoundSymbol[];
}

export const nothing: Slot = { type: 'nothing' };
export const anyValue: Slot = { type: 'value', of: { type: 'any' } };
export const words = (...texts: readonly string[]): Slot => ({ type: 'word', words: texts });
