import type { Expression } from '../../grammar/ast.ts';
import { type Entry, entryNamed } from '../catalogue/entry/entry.ts';
import type { LayerParams, ParameterTable } from '../catalogue/parameters/parameters.ts';
import type { ForeignWords } from '../foreign/foreign-word.ts';
import { bindArguments, completeParameters } from './bind-arguments.ts';
import { type Constant, describe } from './constant.ts';
import type { Place } from './place.ts';
import { readNamed } from './read-named.ts';
import { readParameter } from './read-parameter.ts';

/** What of the catalogue may stand at a place. */
export interface Choice<E extends Entry<ParameterTable>> {
  /** Who asks, and for what: `` `optimizer` ``, `the name of an optimizer`. */
  readonly what: string;
  readonly wanted: string;
  readonly entries: readonly E[];
  /** Parameters that none of them supports, and names that other libraries give to parameters. */
  readonly unsupported?: Readonly<Record<string, string>>;
  readonly foreign?: (entry: E) => ForeignWords;
  /** Reports a name that is none of the entries'. */
  readonly unknown: (text: string, value: Constant) => undefined;
}

/** An entry as it was chosen, with every parameter. */
export interface Chosen<E> {
  readonly entry: E;
  /** The spelling. */
  readonly text: string;
  readonly params: LayerParams;
}

/** The entry that an expression names, by a word or with arguments; undefined where it is at fault, which has been reported. */
export function chooseEntry<E extends Entry<ParameterTable>>(
  { what, wanted, entries, unsupported, foreign, unknown }: Choice<E>,
  value: Constant | undefined,
  expression: Expression,
  place: Place,
): Chosen<E> | undefined {
  const { reporter } = place;
  const { span } = expression;
  if (value === undefined) return undefined;
  const named = readNamed(value, expression);
  if (named === undefined) return reporter.report('CNN112', span, [what, wanted, describe(value)]);
  const { text } = named;
  const entry = entryNamed(entries, text);
  if (entry === undefined) return unknown(text, value);
  if (value.type === 'string') return reporter.report('CNN115', span, [text], { edits: [{ span, text }] });
  const signature = {
    owner: text,
    params: entry.params,
    positional: entry.positional,
    unsupported: { ...unsupported, ...entry.unsupported },
    foreign: foreign?.(entry),
  };
  const given = value.type === 'object' ? value.given : [];
  const bound = bindArguments(signature, given, place, readParameter);
  const params = completeParameters(signature, [bound], span, reporter);
  return params === undefined ? undefined : { entry, text, params };
}
