import type { KeywordText } from '../../grammar/tokens.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { Slot } from '../bind/expected/slot.ts';
import { describeAccepted, written } from '../catalogue/reference/describe-type.ts';
import { keysIn, settings } from '../catalogue/settings/registry.ts';
import type { SettingDefinition } from '../catalogue/settings/define-setting.ts';
import type { Candidate } from './candidate.ts';
import { sectionWords } from './keywords.ts';
import { symbolCandidate } from './symbol-candidates.ts';

/** The keys that a section has not yet, those that must be given first; then the sections in it. */
export function keyCandidates(
  { section, given }: Extract<Slot, { type: 'key' }>,
  symbols: readonly BoundSymbol[],
  keyword: (text: KeywordText) => Candidate,
): readonly Candidate[] {
  const keys = keysIn(section)
    .filter((key) => !given.includes(key))
    .map((key) => setting(settings[key]));
  const parameters = section === 'weights' ? symbols.filter(({ kind }) => kind === 'parameter') : [];
  return [
    ...keys.filter(({ isNeeded }) => isNeeded),
    ...keys.filter(({ isNeeded }) => isNeeded !== true),
    ...parameters.filter(({ name }) => !given.includes(name)).map(symbolCandidate),
    ...sectionWords[section].map(keyword),
  ];
}

function setting({ kind: name, doc, accepts, default: preset, follows }: SettingDefinition): Candidate {
  const known = { name, kind: 'setting', doc, accepts: describeAccepted(accepts) } as const;
  if (preset !== undefined) return { ...known, default: written(preset) };
  return follows === undefined ? { ...known, isNeeded: true } : { ...known, default: follows };
}
