import type { Entry } from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import {
  called,
  foreignFix,
  type ForeignWord,
  foreignWord,
  type ForeignWords,
} from '../foreign/foreign-word.ts';
import { entryElsewhere } from '../catalogue/entry/entry.ts';
import type { Accepted, ParameterValue } from '../catalogue/parameters/parameters.ts';
import type { Section } from '../catalogue/settings/define-setting.ts';
import { type KeyIn, keysIn, settingDefinitions } from '../catalogue/settings/registry.ts';
import { evaluate } from './evaluate.ts';
import type { Place } from './place.ts';
import { readParameter } from './read-parameter.ts';

/**
 * The entries of a section by key; reports unknown keys, with what they are here, and such as are given twice. `words`:
 * what is said of keys that are no setting's by another name.
 */
export function keyedEntries<S extends Section>(
  section: S,
  where: string,
  entries: readonly Entry[],
  reporter: Reporter,
  words: ForeignWords = {},
): Partial<Record<KeyIn<S>, Entry>> {
  const keys = keysIn(section);
  const found: Partial<Record<KeyIn<S>, Entry>> = {};
  for (const entry of entries) {
    const { text, span } = entry.key;
    const key = keys.find((candidate) => candidate === text);
    if (key === undefined) {
      const notes = [`its keys are ${keys.join(', ')}`];
      const foreign = calledElsewhere(section, text) ?? foreignWord(words, text);
      const suggestion = foreign === undefined ? suggest(text, keys) : undefined;
      const fix =
        foreign === undefined
          ? { edits: suggestion === undefined ? undefined : [{ span, text: suggestion }] }
          : foreignFix(foreign, { word: span, whole: entry.span, value: entry.value.span });
      reporter.report('CNN302', span, [where, text, suggestion, foreign?.section], { ...fix, notes });
    } else if (found[key] !== undefined) reporter.report('CNN109', entry.key.span, [text]);
    else found[key] = entry;
  }
  return found;
}

function calledElsewhere(section: Section, text: string): ForeignWord | undefined {
  const here = settingDefinitions.filter(({ sections }) => sections.includes(section));
  const setting = entryElsewhere(here, text);
  return setting && called(setting.kind);
}

/** An entry's value read as a parameter would be; undefined where it is absent or at fault. */
export function readEntry(
  entry: Entry | undefined,
  spec: Accepted,
  place: Place,
): ParameterValue | undefined {
  if (entry === undefined) return undefined;
  const value = evaluate(entry.value, place);
  if (value === undefined) return undefined;
  const what = `\`${entry.key.text}\``;
  return readParameter(spec, { what, value, expression: entry.value, place });
}
