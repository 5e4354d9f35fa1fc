import { spellingsOf } from '../catalogue/entry/entry.ts';
import type { Candidate } from './candidate.ts';
import type { KnownEntries } from './entries-of.ts';

/** Entries by each of their spellings, the usual ones of all first. */
export function entryCandidates({ kind, entries }: KnownEntries): readonly Candidate[] {
  const usual = entries.map(({ kind: name, doc }): Candidate => ({ name, kind, doc }));
  const others = entries.flatMap((entry) =>
    spellingsOf(entry)
      .slice(1)
      .map((name): Candidate => ({ name, kind, doc: entry.doc })),
  );
  return [...usual, ...others];
}
