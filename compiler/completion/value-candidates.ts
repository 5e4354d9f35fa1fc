import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { ValueOf } from '../bind/expected/slot.ts';
import type { SettingType } from '../catalogue/settings/define-setting.ts';
import { functionNames } from '../expand/function-names.ts';
import { knownWords } from '../expand/vocabulary.ts';
import type { Candidate } from './candidate.ts';
import { entryCandidates } from './entry-candidates.ts';
import { objectsAnywhere } from './entries-of.ts';
import { acceptedBy, entriesFor } from './known-at.ts';
import { comparing, symbolCandidate, valued } from './symbol-candidates.ts';

/** What may stand where a value does: the words that it may be, and then the values that have names. */
export function valueCandidates(of: ValueOf, symbols: readonly BoundSymbol[]): readonly Candidate[] {
  const accepted = acceptedBy(of);
  return [
    ...entryCandidates(entriesFor(of)),
    ...(accepted === undefined ? [] : wordsOf(accepted)).map((name): Candidate => ({ name, kind: 'word' })),
    ...(accepted?.type === 'loss' ? symbols.filter(comparing).map(symbolCandidate) : []),
    ...symbols.filter(valued).map(symbolCandidate),
    ...(accepted === undefined || isReckoned(accepted) ? functions : []),
    ...(accepted === undefined ? constants : []),
    ...(accepted === undefined && of.type !== 'size' ? [...wordsAnywhere, ...callsAnywhere] : []),
    conditional,
  ];
}

const functions = functionNames.map((name): Candidate => ({ name, kind: 'function' }));
const constants = ['true', 'false', 'none', 'not'].map((name): Candidate => ({ name, kind: 'keyword' }));

const conditional: Candidate = {
  name: 'if',
  kind: 'keyword',
  doc: 'One of two values: `if n > 1 then 2 else 1`.',
};
/** What a block gives on, or a name stands for, is a value of whatever takes it. */
const wordsAnywhere = [...knownWords].map((name): Candidate => ({ name, kind: 'word' }));
const callsAnywhere = objectsAnywhere
  .flatMap((entries) => entryCandidates(entries))
  .filter(({ name }) => /^[A-Z]/.test(name));

/** The words that a type knows. */
function wordsOf(accepted: SettingType): readonly string[] {
  const words =
    accepted.type === 'enum' ? accepted.values : accepted.type === 'boolean' ? ['true', 'false'] : [];
  const isNullable = 'nullable' in accepted && accepted.nullable === true;
  return isNullable ? [...words, 'none'] : words;
}

const reckoned = new Set(['integer', 'number', 'sizes', 'shape', 'axis', 'axes', 'margins', 'numbers']);

const isReckoned = ({ type }: SettingType): boolean => reckoned.has(type);
