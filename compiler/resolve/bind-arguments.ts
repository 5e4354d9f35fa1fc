import type { Argument } from '../../grammar/ast.ts';
import type { Fix } from '../../grammar/diagnostic.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { foreignFix, foreignWord, type ForeignWords } from '../foreign/foreign-word.ts';
import type { LayerParams, ParameterSpec, ParameterTable, ParameterValue } from '../layers/parameters.ts';
import type { Given } from './constant.ts';
import type { Place } from './place.ts';
import type { Reading } from './read-parameter.ts';

/** What can be called: a layer kind, an initialiser, an optimizer, a source. */
export interface Signature {
  /** Its name in messages, without backticks. */
  readonly owner: string;
  readonly params: ParameterTable;
  readonly positional?: number | undefined;
  readonly unsupported?: Readonly<Record<string, string>> | undefined;
  /** Names that other libraries give to its parameters. */
  readonly foreign?: ForeignWords | undefined;
  /** Whether habits from Keras's layers (`name=`, `input_shape=`) are to be looked for. */
  readonly isLayer?: boolean;
}

/** Arguments by parameter. */
export interface Bound {
  readonly values: ReadonlyMap<string, BoundValue>;
  /** How many were given by position, those of the aliases below included. */
  readonly positional: number;
  /** Some argument was at fault, which has been reported. */
  readonly faulty: boolean;
}

export interface BoundValue {
  readonly value: ParameterValue;
  readonly span: Span;
}

export const nothingBound: Bound = { values: new Map(), positional: 0, faulty: false };

type ReadParameter = (spec: ParameterSpec, reading: Reading) => ParameterValue | undefined;

/** Gives each argument to its parameter and reads it; `preset` is what aliases have taken by position. */
export function bindArguments(
  signature: Signature,
  given: readonly Given[],
  place: Place,
  read: ReadParameter,
  preset: Bound = nothingBound,
): Bound {
  const values = new Map<string, BoundValue>();
  const seen = new Set<string>();
  let positional = preset.positional;
  let faulty = false;
  let named = false;
  for (const { argument, value } of given) {
    named ||= argument.name !== undefined;
    const name = argument.name?.text ?? positionalName(signature, positional, named, argument, given, place);
    if (argument.name === undefined) positional++;
    const spec = name === undefined ? undefined : checkName(signature, name, argument, given, seen, place);
    const result =
      name === undefined || spec === undefined || value === undefined
        ? undefined
        : read(spec, { what: `\`${name}\``, value, expression: argument.value, place });
    if (name === undefined || result === undefined) faulty = true;
    else values.set(name, { value: result, span: argument.span });
  }
  return { values, positional, faulty };
}

function positionalName(
  signature: Signature,
  index: number,
  named: boolean,
  argument: Argument,
  given: readonly Given[],
  { reporter }: Place,
): string | undefined {
  const { owner, params } = signature;
  if (named) return reporter.report('CNN110', argument.span, [owner]);
  const names = Object.keys(params);
  const most = Math.min(signature.positional ?? names.length, names.length);
  if (index < most) return names[index];
  if (index > most) return undefined;
  const next = names[index];
  const first = given.findIndex((other) => other.argument === argument);
  const more = given.slice(first).filter(({ argument: { name } }) => name === undefined).length;
  return reporter.report('CNN111', argument.span, [owner, most, index + more], {
    fix: next === undefined ? undefined : `name it: \`${next}=${textOf(argument.span)}\``,
    edits: next === undefined ? undefined : [{ span: startOf(argument.span), text: `${next}=` }],
  });
}

function checkName(
  signature: Signature,
  name: string,
  argument: Argument,
  given: readonly Given[],
  seen: Set<string>,
  { reporter }: Place,
): ParameterSpec | undefined {
  if (seen.has(name)) return reporter.report('CNN109', argument.span, [name]);
  seen.add(name);
  const spec = Object.hasOwn(signature.params, name) ? signature.params[name] : undefined;
  if (spec !== undefined) return spec;
  const span = argument.name?.span ?? argument.span;
  const { owner, unsupported = {} } = signature;
  const foreign = foreignWord(signature.foreign ?? {}, name);
  const cut = withComma(argument, given);
  const use = { word: span, whole: argument.span, cut, value: argument.value.span };
  const reason = Object.hasOwn(unsupported, name) ? unsupported[name] : undefined;
  if (reason !== undefined) {
    const fix =
      foreign === undefined
        ? { fix: 'leave it out', edits: [{ span: cut, text: '' }] }
        : foreignFix(foreign, use);
    return reporter.report('CNN104', span, [`\`${name}\` of \`${owner}\``, reason], fix);
  }
  if (signature.isLayer === true && reportHabit(name, argument, given, reporter)) return undefined;
  const notes = [`its parameters are ${Object.keys(signature.params).join(', ') || 'none'}`];
  if (foreign !== undefined) {
    return reporter.report('CNN107', span, [owner, name, undefined], { ...foreignFix(foreign, use), notes });
  }
  const suggestion = suggest(name, Object.keys(signature.params));
  const edits = suggestion === undefined ? undefined : [{ span, text: suggestion }];
  return reporter.report('CNN107', span, [owner, name, suggestion], { edits, notes });
}

const inputShapeNames = ['input_shape', 'input_dim', 'batch_input_shape', 'batch_shape', 'batch_size'];

/** Habits from Keras that have an own word here; whether it was one. */
function reportHabit(name: string, argument: Argument, given: readonly Given[], reporter: Reporter): boolean {
  const edits = [{ span: withComma(argument, given), text: '' }];
  if (name === 'weights') reporter.report('CNN443', argument.span, ['a layer is no model']);
  else if (name === 'name') reporter.report('CNN117', argument.span, [name]);
  else if (inputShapeNames.includes(name)) reporter.report('CNN118', argument.span, [name], { edits });
  else if (name === 'trainable') {
    reporter.report('CNN104', argument.span, ['`trainable`', 'a phase freezes layers: `freeze label`'], {
      edits,
    });
  } else return false;
  return true;
}

/** An argument with the comma that goes with it. */
function withComma(argument: Argument, given: readonly Given[]): NonNullable<Fix['edits']>[number]['span'] {
  const index = given.findIndex((other) => other.argument === argument);
  const before = given[index - 1]?.argument.span;
  const after = given[index + 1]?.argument.span;
  if (before !== undefined) return { ...argument.span, start: before.end };
  return after === undefined ? argument.span : { ...argument.span, end: after.start };
}

const startOf = (span: Span): Span => ({ ...span, end: span.start });

/**
 * Every parameter of the table: from the later of `bounds`, else its default. Undefined where one is missing
 * or at fault, which has then been reported.
 */
export function completeParameters(
  signature: Signature,
  bounds: readonly Bound[],
  span: Span,
  reporter: Reporter,
): LayerParams | undefined {
  if (bounds.some((bound) => bound.faulty)) return undefined;
  const params: Record<string, ParameterValue> = {};
  const missing: string[] = [];
  for (const [name, spec] of Object.entries(signature.params)) {
    const given = bounds.findLast((bound) => bound.values.has(name))?.values.get(name);
    const value = given === undefined ? spec.default : given.value;
    if (value === undefined) missing.push(name);
    else params[name] = value;
  }
  if (missing.length === 0) return params;
  return reporter.report('CNN108', span, [signature.owner, missing]);
}
