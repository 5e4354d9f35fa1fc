import { spellingsOf } from '../catalogue/entry/entry.ts';
import type { Candidate } from './candidate.ts';
import type { KnownEntries, KnownEntry } from './entries-of.ts';
import { neededOf } from './needed-of.ts';
import { parametersOfEntry } from './parameters-of-entry.ts';

/** Entries by each of their spellings, the usual ones of all first; `isMerged`: what they merge is known. */
export function entryCandidates({ kind, entries }: KnownEntries, isMerged = false): readonly Candidate[] {
  const candidate = (name: string, entry: KnownEntry): Candidate => ({
    name,
    kind,
    doc: entry.doc,
    ...neededOf(parametersOfEntry(entry, isMerged)),
  });
  const usual = entries.map((entry) => candidate(entry.kind, entry));
  const others = entries.flatMap((entry) =>
    spellingsOf(entry)
      .slice(1)
      .map((name) => candidate(name, entry)),
  );
  return [...usual, ...others];
}
