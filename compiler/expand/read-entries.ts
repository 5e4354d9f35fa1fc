import type { Entry, Expression } from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { foreignFix, foreignWord, type ForeignWords } from '../foreign/foreign-word.ts';
import type { ParameterSpec, ParameterValue } from '../catalogue/parameters/parameters.ts';
import { type Constant, describe } from './constant.ts';
import { evaluate } from './evaluate.ts';
import { type Place, known } from './place.ts';
import { readParameter } from './read-parameter.ts';

/** The entries of a section by key; reports unknown keys, with what they are here, and such as are given twice. */
export function keyedEntries<K extends string>(
  where: string,
  entries: readonly Entry[],
  keys: readonly K[],
  reporter: Reporter,
  words: ForeignWords = {},
): Partial<Record<K, Entry>> {
  const found: Partial<Record<K, Entry>> = {};
  for (const entry of entries) {
    const { text, span } = entry.key;
    const key = keys.find((candidate) => candidate === text);
    if (key === undefined) {
      const notes = [`its keys are ${keys.join(', ')}`];
      const foreign = foreignWord(words, text);
      const suggestion = foreign === undefined ? suggest(text, keys) : undefined;
      const fix =
        foreign === undefined
          ? { edits: suggestion === undefined ? undefined : [{ span, text: suggestion }] }
          : foreignFix(foreign, { word: span, whole: entry.span, value: entry.value.span });
      reporter.report('CNN302', span, [where, text, suggestion], { ...fix, notes });
    } else if (found[key] !== undefined) reporter.report('CNN109', entry.key.span, [text]);
    else found[key] = entry;
  }
  return found;
}

/** An entry's value read as a parameter would be; undefined where it is absent or at fault. */
export function readEntry(
  entry: Entry | undefined,
  spec: ParameterSpec,
  place: Place,
): ParameterValue | undefined {
  if (entry === undefined) return undefined;
  const value = evaluate(entry.value, place);
  if (value === undefined) return undefined;
  const what = `\`${entry.key.text}\``;
  return readParameter(spec, { what, value, expression: entry.value, place });
}

/** A whole number in an entry. */
export function readEntryInteger(
  entry: Entry | undefined,
  minimum: number,
  place: Place,
): number | undefined {
  const value = readEntry(entry, { type: 'integer', minimum, doc: '' }, place);
  return typeof value === 'number' ? value : undefined;
}

/** A size with a unit in an entry. */
export function readEntryBytes(entry: Entry | undefined, place: Place): number | undefined {
  if (entry === undefined) return undefined;
  const value = known(entry.value, evaluate(entry.value, place), place);
  if (value === undefined) return undefined;
  const { span } = entry.value;
  const what = `\`${entry.key.text}\``;
  if (value.type !== 'size') {
    const text = sizeMeant(value);
    const fix = text === undefined ? {} : { fix: `write \`${text}\``, edits: [{ span, text }] };
    return place.reporter.report(
      'CNN112',
      span,
      [what, 'a size with a unit (`2 GiB`)', describe(value)],
      fix,
    );
  }
  if (value.bytes > 0) return value.bytes;
  return place.reporter.report('CNN113', span, [what, 'above 0', describe(value)]);
}

/** A word or `Name(arguments)`, which a table of the caller gives its meaning. */
export function readNamed(
  value: Constant | undefined,
  expression: Expression,
): { readonly text: string; readonly quoted: boolean; readonly value: Constant } | undefined {
  if (value?.type === 'word') return { text: value.text, quoted: false, value };
  if (value?.type === 'object') return { text: value.name.text, quoted: false, value };
  if (value?.type === 'string') return { text: value.value, quoted: expression.type === 'string', value };
  return undefined;
}

/** A number or a text as a size: of gigabytes where it is small, of bytes where it is large. */
function sizeMeant(value: Constant): string | undefined {
  const written = value.type === 'number' ? String(value.value) : value.type === 'string' ? value.value : '';
  const [, digits, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([kmg]i?)?b?\s*$/i.exec(written) ?? [];
  const amount = Number(digits);
  if (digits === undefined || amount === 0) return undefined;
  if (unit !== '') return `${digits} ${unit.charAt(0).toUpperCase()}${unit.slice(1).toLowerCase()}B`;
  if (amount < 128) return `${digits} GB`;
  return `${amount < 1e6 ? digits : String(Math.round(amount / 1e6))} MB`;
}
