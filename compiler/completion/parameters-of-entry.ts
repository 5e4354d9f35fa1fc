import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { Accepted } from '../catalogue/parameters/parameters.ts';
import { written } from '../catalogue/reference/describe-type.ts';
import type { KnownEntry } from './entries-of.ts';

/** What can be given to something that is applied or called. */
export interface KnownParameter {
  readonly name: string;
  readonly accepted?: Accepted;
  /** In words, where that is no value. */
  readonly accepts?: string;
  readonly doc?: string;
  /** As it is written; absent: it must be given. */
  readonly default?: string;
  /** Whether it may be given by name alone. */
  readonly isByName?: boolean;
  /** Whether only the library gives it, to blocks of its own. */
  readonly isInternal?: boolean;
  readonly symbol?: BoundSymbol;
}

const others: KnownParameter = {
  name: 'with',
  accepts: 'a label, or a list of labels',
  doc: 'The tensors that the current one is merged with.',
  isByName: true,
};

/** The parameters of an entry of the catalogue; `isMerged`: what it merges is known. */
export function parametersOfEntry(
  { params = {}, inputs }: KnownEntry,
  isMerged: boolean,
): readonly KnownParameter[] {
  const known = Object.entries(params).map(([name, accepted]): KnownParameter => {
    const { doc, default: preset } = accepted;
    return { name, accepted, doc, ...(preset !== undefined && { default: written(preset) }) };
  });
  return inputs === 'many' && !isMerged ? [...known, others] : known;
}
