import type { KeywordText } from '../../grammar/tokens.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import { expectedAt } from '../bind/expected/expected-at.ts';
import type { Expected, Slot } from '../bind/expected/slot.ts';
import { typeNames } from '../catalogue/fields/field-type.ts';
import { entrances } from '../library/library.ts';
import { argumentCandidates } from './argument-candidates.ts';
import type { Candidate } from './candidate.ts';
import { acceptedBy, entriesAt } from './known-at.ts';
import { entryCandidates } from './entry-candidates.ts';
import { branchWords, itemWords, keywordDocs, operationWords, statementWords } from './keywords.ts';
import { keyCandidates } from './key-candidates.ts';
import { measureCandidates } from './measure-candidates.ts';
import { applicable, mergeable, symbolCandidate } from './symbol-candidates.ts';
import { valueCandidates } from './value-candidates.ts';

/** What may be written at a place of a text, what is asked for most first. */
export interface Completion {
  /** Where the word begins that is being written, or the place itself. */
  readonly start: number;
  readonly candidates: readonly Candidate[];
}

/** What may be written at a place of a text, from the names that are known there and from the catalogue. */
export function candidatesAt(bound: BoundModule, offset: number): Completion {
  const expected = expectedAt(bound, offset);
  const found = new Map<string, Candidate>();
  const measured = isMeasure(expected.slot) ? measureCandidates(bound, offset) : [];
  for (const candidate of [...measured, ...candidatesFor(expected)]) {
    const key = `${candidate.kind} ${candidate.name}`;
    if (!found.has(key)) found.set(key, candidate);
  }
  return { start: expected.start, candidates: [...found.values()] };
}

const isMeasure = (slot: Slot): boolean => slot.type === 'value' && acceptedBy(slot.of)?.type === 'measure';

function candidatesFor({ slot, symbols }: Expected): readonly Candidate[] {
  switch (slot.type) {
    case 'nothing':
      return [];
    case 'item':
      return itemWords.map(keyword);
    case 'statement':
      return statementCandidates(slot, symbols);
    case 'callee':
      return calleeCandidates(slot, symbols);
    case 'key':
      return keyCandidates(slot, symbols, keyword);
    case 'argument':
      return argumentCandidates(slot, symbols);
    case 'value':
      return valueCandidates(slot.of, symbols);
    case 'label':
      return [...slot.symbols.map(symbolCandidate), ...(slot.isCounted ? [counted] : [])];
    case 'name':
      return [...slot.symbols.map(symbolCandidate), ...(slot.of === 'weight set' ? [word('none')] : [])];
    case 'type':
      return (slot.of === 'input' ? ['float32'] : typeNames).map((name) => ({ name, kind: 'type' }));
    case 'word':
      return slot.words.map((text) => keyword(text as KeywordText));
    case 'file':
      return entrances.map((name) => ({ name, kind: 'file' }));
  }
}

const word = (name: string): Candidate => ({ name, kind: 'word' });

function keyword(name: KeywordText): Candidate {
  const doc = keywordDocs[name];
  return doc === undefined ? { name, kind: 'keyword' } : { name, kind: 'keyword', doc };
}

const counted: Candidate = {
  name: 'layers',
  kind: 'word',
  doc: 'The layers of the model, counted as Keras does: `base.layers[..56]`.',
};

function statementCandidates(
  slot: Extract<Slot, { type: 'statement' }>,
  symbols: readonly BoundSymbol[],
): readonly Candidate[] {
  const more = slot.words.map((text) => keyword(text as KeywordText));
  if (slot.isParallel) return [...more, ...branchWords.map(keyword)];
  return [
    ...more,
    ...symbols.filter(applicable).map(symbolCandidate),
    ...entryCandidates(entriesAt(slot)),
    ...statementWords.map(keyword),
    ...(slot.isModel ? [keyword('weights')] : []),
  ];
}

function calleeCandidates(
  slot: Extract<Slot, { type: 'callee' }>,
  symbols: readonly BoundSymbol[],
): readonly Candidate[] {
  const entries = entryCandidates(entriesAt(slot), slot.of === 'merge');
  switch (slot.of) {
    case 'prepare':
    case 'augment':
      return entries;
    case 'merge':
      return [...symbols.filter(mergeable).map(symbolCandidate), ...entries];
    case 'alias':
      return [...symbols.filter(applicable).map(symbolCandidate), ...entries];
    case 'label':
    case 'output':
      return [
        ...symbols.filter(applicable).map(symbolCandidate),
        ...entries,
        ...[...operationWords, ...(slot.of === 'label' ? (['path'] as const) : [])].map(keyword),
      ];
  }
}
