/** What a thing that a spec may name is called, and what it is. */
export interface Named {
  /** As it is usually written: `Dense`, `mse`, `Adam`, `idx`. */
  readonly kind: string;
  /** Other spellings that stand for it, Keras's: `Convolution2D`, `mean_squared_error`, `MeanSquaredError`. */
  readonly aliases?: readonly string[];
  /** What other libraries call it, between blanks; a message then says what it is called here. */
  readonly elsewhere?: string;
  /** Markdown; the first sentence is the summary. */
  readonly doc: string;
}

/** What a thing that takes parameters tells of itself; `P`: their table. */
export interface Entry<P = unknown> extends Named {
  /** By name, in Keras's order, which is that of arguments by position. */
  readonly params: P;
  /** How many of them may be given by position, where Keras's order has one that there is not here; absent: all. */
  readonly positional?: number;
  /** Parameters that Keras has here and that are not supported, with one honest reason each. */
  readonly unsupported?: Readonly<Record<string, string>>;
}

type Spelled = Pick<Named, 'kind' | 'aliases'>;

/** Every spelling that stands for an entry, the usual first. */
export const spellingsOf = ({ kind, aliases = [] }: Spelled): readonly string[] => [kind, ...aliases];

const isClass = (spelling: string): boolean => /^[A-Z]/.test(spelling);

/** Those of its spellings that stand alone: `mse`, `he_normal`. */
export const wordsOf = (entry: Spelled): readonly string[] =>
  spellingsOf(entry).filter((spelling) => !isClass(spelling));

/** As it is written with arguments: by its class, where it has one. */
export const classOf = (entry: Spelled): string => spellingsOf(entry).find(isClass) ?? entry.kind;

/** The entry that a spelling stands for. */
export const entryNamed = <E extends Spelled>(entries: readonly E[], text: string): E | undefined =>
  entries.find((entry) => spellingsOf(entry).includes(text));

/** The entry that goes by a name in other libraries. */
export const entryElsewhere = <E extends Named>(entries: readonly E[], text: string): E | undefined =>
  entries.find(({ elsewhere = '' }) => namesIn(elsewhere).includes(text));

/** Names between blanks. */
export const namesIn = (text: string): readonly string[] => text.split(/\s+/).filter((name) => name !== '');

/** Entries by kind, whose union of kinds is thereby known. */
export type Registry<E extends { readonly kind: string }> = { readonly [One in E as One['kind']]: One };

/** Makes a registry of entries: its rows. */
export const registryOf = <const L extends readonly { readonly kind: string }[]>(
  ...entries: L
): Registry<L[number]> =>
  Object.fromEntries(entries.map((entry) => [entry.kind, entry])) as Registry<L[number]>;
