import type { Span } from '../../grammar/span.ts';
import { type Entry, entryElsewhere, spellingsOf } from '../catalogue/entry/entry.ts';
import { list } from '../diagnostics/messages/define-message.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { called, foreignFix, type ForeignWord } from '../foreign/foreign-word.ts';
import { suggest } from '../foreign/suggest.ts';

/** A name that none of the entries goes by. */
export interface UnknownEntry {
  readonly code: 'CNN411' | 'CNN412';
  /** `metric`. */
  readonly what: string;
  readonly text: string;
  readonly span: Span;
  /** Whether all that the place holds is the name. */
  readonly isAlone: boolean;
  readonly entries: readonly Entry[];
  /** Names of Keras. */
  readonly keras: ReadonlySet<string>;
  /** What the name is here, where it is no entry's by another name. */
  readonly foreign: ForeignWord | undefined;
}

/** Says what a name is here that is another library's, or not here yet, or misspelt. */
export function reportUnknownEntry(
  { code, what, text, span, isAlone, entries, keras, foreign }: UnknownEntry,
  reporter: Reporter,
): undefined {
  const notes = [`there are ${list(entries.map(({ kind }) => kind))}`];
  const other = entryElsewhere(entries, text);
  const word = other === undefined ? foreign : called(other.kind);
  const fix = word === undefined ? {} : foreignFix(word, { word: span });
  if (other === undefined && keras.has(text))
    return reporter.report('CNN104', span, [`the ${what} \`${text}\``], { ...fix, notes });
  if (word !== undefined) return reporter.report(code, span, [text, undefined], { ...fix, notes });
  const suggestion = suggest(text, entries.flatMap(spellingsOf));
  const edits = suggestion === undefined || !isAlone ? undefined : [{ span, text: suggestion }];
  return reporter.report(code, span, [text, suggestion], { edits, notes });
}
