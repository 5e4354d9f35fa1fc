import type { Entry, Expression } from '../../grammar/ast.ts';
import { sourceOf } from '../../grammar/source-of.ts';
import { sourceDefinitions, type SourceSpec } from '../catalogue/sources/registry.ts';
import { chooseEntry } from '../expand/choose-entry.ts';
import { type Constant, describe } from '../expand/constant.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { readNamed } from '../expand/read-named.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { sourceParameterWords, sourceWords } from '../foreign/steps.ts';
import { suggest } from '../foreign/suggest.ts';

/** `source = idx("…")`: where the examples come from. */
export function resolveSource({ value: expression }: Entry, place: Place): SourceSpec | undefined {
  const { span } = expression;
  const value = evaluate(expression, place);
  if (value === undefined) return undefined;
  if (value.type === 'string' || readNamed(value, expression) === undefined) {
    return reportNoSource(value, expression, place);
  }
  const choice = {
    what: '`source`',
    wanted: 'a source',
    entries: sourceDefinitions,
    foreign: () => sourceParameterWords,
    unknown: (text: string, written: Constant) => reportUnknownSource(text, written, expression, place),
  };
  const chosen = chooseEntry(choice, value, expression, place);
  if (chosen === undefined) return undefined;
  // What an entry makes is of its kind: `SourceOf` derives the one from the other.
  return { kind: chosen.entry.kind, ...chosen.entry.make(chosen.params), span } as SourceSpec;
}

function reportNoSource(value: Constant, { span }: Expression, { reporter }: Place): undefined {
  if (value.type !== 'string') return reporter.report('CNN303', span, [describe(value), undefined]);
  const text = sourceOf(value.value);
  const details = { fix: `write \`${text}\``, edits: [{ span, text }] };
  return reporter.report('CNN303', span, [describe(value), undefined], details);
}

function reportUnknownSource(
  text: string,
  value: Constant,
  { span }: Expression,
  { reporter }: Place,
): undefined {
  const given = `\`${text}\``;
  const foreign = foreignWord(sourceWords, text);
  if (foreign === undefined) {
    const suggestion = suggest(
      text,
      sourceDefinitions.map(({ kind }) => kind),
    );
    return reporter.report('CNN303', span, [given, suggestion]);
  }
  const word = value.type === 'object' ? value.name.span : span;
  return reporter.report('CNN303', span, [given, undefined], foreignFix(foreign, { word, whole: span }));
}
