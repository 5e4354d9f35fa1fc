import type { Expression } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { maximumWork } from '../diagnostics/work.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { functionWords } from '../foreign/functions.ts';
import { suggest } from '../foreign/suggest.ts';
import { Facts } from '../sizes/facts.ts';
import type { Constant } from './constant.ts';
import type { Environment } from './environment.ts';
import { functionNames } from './function-names.ts';
import type { SymbolicSizes } from './symbolic-sizes.ts';
import { valueNames } from './visible.ts';

/** Where an expression is evaluated. */
export interface Place {
  readonly environment: Environment;
  readonly reporter: Reporter;
  /** In a model's body. */
  readonly sizes?: SymbolicSizes | undefined;
}

const nothingKnown = new Facts();

/** What is known of symbolic sizes at a place. */
export const factsAt = ({ sizes }: Place): Facts => sizes?.facts ?? nothingKnown;

/** Counts values of lists or characters of texts that are made or read; false where those of the file are too many, told once. */
export function spend(count: number, span: Span, { reporter }: Place): boolean {
  const { work } = reporter;
  const wasSpent = work.isSpent;
  if (work.take(count)) return true;
  if (!wasSpent) reporter.report('CNN128', span, ['lists and texts come to too many values', maximumWork]);
  return false;
}

/** A plain value; reports a bare word or a made object, which only a parameter could give a meaning. */
export function known(
  expression: Expression,
  value: Constant | undefined,
  { environment, reporter }: Place,
  otherwise?: string,
): Constant | undefined {
  if (value?.type === 'object' && /^[a-z]/.test(value.name.text)) {
    const { text, span } = value.name;
    const foreign = foreignWord(functionWords, text);
    if (foreign !== undefined)
      return reporter.report('CNN122', span, [text, undefined], foreignFix(foreign, { word: span }));
    return reporter.report('CNN122', span, [text, suggest(text, functionNames)]);
  }
  if (value?.type !== 'word') return value;
  const isName = expression.type === 'path' && expression.segments.length === 1;
  const span = isName ? expression.span : value.span;
  if (!reporter.isNew(span)) return undefined;
  const suggestion = suggest(value.text, valueNames(environment.bound, expression.span));
  const text = suggestion ?? otherwise;
  const fix =
    suggestion === undefined && otherwise !== undefined
      ? `write \`${otherwise}\`, or declare it: \`let ${value.text} = …\``
      : undefined;
  const edits = text === undefined ? undefined : [{ span: value.span, text }];
  // A word that a parameter brought is another for each that gives it.
  const isWritten = textOf(span) === value.text;
  const told = isWritten ? reporter.anywhere : reporter;
  return told.report('CNN101', span, [value.text, suggestion], { fix, edits });
}
