import type { Argument } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Details, Reporter } from '../diagnostics/reporter.ts';
import { rename } from '../diagnostics/rename.ts';
import { suggest } from '../foreign/suggest.ts';
import { amongParameters, foreignFix, foreignWord, type ForeignWords } from '../foreign/foreign-word.ts';
import { withoutCounterpart } from '../foreign/needless-parameters.ts';
import type {
  LayerParams,
  ParameterSpec,
  ParameterTable,
  ParameterValue,
} from '../catalogue/parameters/parameters.ts';
import { type Constant, describe, type Given } from './constant.ts';
import { checkCount } from './check-count.ts';
import { argumentsOf, dropForKeep, fractionOf, labelFor, leftOut, withComma } from './foreign-arguments.ts';
import { maximumArguments } from './limits.ts';
import type { Place } from './place.ts';
import type { Reading } from './read-parameter.ts';
import { padByCells } from './torch-padding.ts';

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

/** What is known of an application besides its arguments. */
interface Around {
  /** What aliases have taken by position. */
  readonly preset?: Bound;
  /** Where it stands, for what has to be written before it. */
  readonly call?: Span;
}

/** Gives each argument to its parameter and reads it. */
export function bindArguments(
  signature: Signature,
  given: readonly Given[],
  place: Place,
  read: ReadParameter,
  { preset = nothingBound, call }: Around = {},
): Bound {
  if (given.length === 0)
    return preset.positional === 0 ? nothingBound : { ...nothingBound, positional: preset.positional };
  const values = new Map<string, BoundValue>();
  const seen = new Set<string>();
  let positional = preset.positional;
  let faulty = !checkCount('arguments', argumentsOf(given), maximumArguments, place);
  if (faulty) return { values, positional, faulty };
  let named = false;
  const fractions = new Set<Argument>();
  for (const { argument, value } of given) {
    if (fractions.has(argument)) continue;
    named ||= argument.name !== undefined;
    const name = argument.name?.text ?? positionalName(signature, positional, named, argument, given, place);
    if (argument.name === undefined) positional++;
    const spec =
      name === undefined ? undefined : checkName(signature, name, argument, given, seen, place, call);
    const fraction = spec?.type === 'number' ? fractionOf(argument, given) : undefined;
    if (fraction !== undefined) reportDecimalComma(argument, fraction, place, fractions);
    const result =
      fraction !== undefined || name === undefined || spec === undefined || value === undefined
        ? undefined
        : readGiven(signature, name, spec, { argument, value }, given, place, read, call);
    if (name === undefined || result === undefined) faulty = true;
    else values.set(name, { value: result, span: argument.span });
  }
  return { values, positional, faulty };
}

function reportDecimalComma(
  whole: Argument,
  fraction: Argument,
  { reporter }: Place,
  told: Set<Argument>,
): void {
  told.add(fraction);
  const span = { ...whole.value.span, end: fraction.span.end };
  const comma = { ...span, start: whole.span.end, end: fraction.span.start };
  const written = `${textOf(whole.value.span)}.${textOf(fraction.span)}`;
  reporter.report('CNN148', span, [written], { edits: [{ span: comma, text: '.' }] });
}

/** Reads an argument, unless it is written as another framework has it, which is then told. */
function readGiven(
  signature: Signature,
  name: string,
  spec: ParameterSpec,
  { argument, value }: Required<Given> & { readonly value: Constant },
  given: readonly Given[],
  place: Place,
  read: ReadParameter,
  call: Span | undefined,
): ParameterValue | undefined {
  const what = `\`${name}\``;
  const cells =
    name === 'padding' && spec.type === 'enum'
      ? padByCells(signature, { argument, value }, given, call)
      : undefined;
  if (cells !== undefined) {
    const { span } = argument.value;
    return place.reporter.report(
      'CNN112',
      span,
      [what, 'a word here, not a number of cells', describe(value)],
      cells,
    );
  }
  return read(spec, { what, value, expression: argument.value, place, otherwise: defaultOf(spec) });
}

/** The default of a parameter as it is written, where it is a word or a number. */
function defaultOf({ type, default: preset }: ParameterSpec): string | undefined {
  if (preset === null) return 'none';
  if (typeof preset === 'string') return type === 'string' ? undefined : preset;
  return typeof preset === 'number' || typeof preset === 'boolean' ? String(preset) : undefined;
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
  const names = Object.keys(params);
  if (named)
    return reporter.anywhere.report(
      'CNN110',
      argument.span,
      [owner],
      nameIt(params, names.slice(index), argument, given),
    );
  const most = Math.min(signature.positional ?? names.length, names.length);
  if (index < most) return names[index];
  if (index > most) return undefined;
  const next = names[index];
  const first = given.findIndex((other) => other.argument === argument);
  const more = given.slice(first).filter(({ argument: { name } }) => name === undefined).length;
  const surplus = given.slice(first).filter(({ argument: { name } }) => name === undefined);
  return reporter.anywhere.report('CNN111', argument.span, [owner, most, index + more], {
    fix:
      next === undefined
        ? `leave ${more === 1 ? 'it' : 'them'} out`
        : `name it: \`${next}=${textOf(argument.span)}\``,
    edits:
      next === undefined
        ? surplus.flatMap((each) => leftOut(each.argument, argumentsOf(given)))
        : [{ span: startOf(argument.span), text: `${next}=` }],
    ...(next === undefined && { isLossy: true }),
  });
}

/** What to write before an argument that stands behind one with a name: the one that has to be given, else that of its place. */
function nameIt(
  params: ParameterTable,
  left: readonly string[],
  argument: Argument,
  given: readonly Given[],
): Details {
  const isTaken = (name: string): boolean => given.some((one) => one.argument.name?.text === name);
  const needed = left.find((name) => params[name]?.default === undefined && !isTaken(name));
  const isWord = /^[a-z]\w*$/.test(textOf(argument.span));
  const name = needed ?? (isWord ? left.find((each) => !isTaken(each)) : left[0]);
  if (name === undefined || isTaken(name)) {
    return { fix: 'write the name of its parameter before it: `name=…`' };
  }
  const edits = [{ span: startOf(argument.span), text: `${name}=` }];
  return { fix: `name it: \`${name}=${textOf(argument.span)}\``, edits };
}

function checkName(
  signature: Signature,
  name: string,
  argument: Argument,
  given: readonly Given[],
  seen: Set<string>,
  { reporter }: Place,
  call: Span | undefined,
): ParameterSpec | undefined {
  if (seen.has(name)) return reporter.anywhere.report('CNN109', argument.span, [name]);
  seen.add(name);
  const spec = Object.hasOwn(signature.params, name) ? signature.params[name] : undefined;
  if (spec !== undefined) return spec;
  const span = argument.name?.span ?? argument.span;
  const { owner, unsupported = {} } = signature;
  const isOpen = (each: string): boolean => given.every(({ argument: one }) => one.name?.text !== each);
  const names = Object.keys(signature.params);
  const meaning = foreignWord(signature.foreign ?? {}, name);
  const foreign = meaning && amongParameters(meaning, names.filter(isOpen));
  const all = argumentsOf(given);
  const use = { word: span, whole: argument.span, cut: withComma(argument, all), value: argument.value.span };
  const reason = Object.hasOwn(unsupported, name) ? unsupported[name] : undefined;
  if (reason !== undefined) {
    const fix =
      foreign === undefined
        ? { fix: 'leave it out', edits: leftOut(argument, all), isLossy: true as const }
        : foreignFix(foreign, use);
    return reporter.report('CNN104', span, [`\`${name}\` of \`${owner}\``, reason], fix);
  }
  if (signature.isLayer === true && reportHabit(name, argument, given, signature, reporter, call))
    return undefined;
  const notes = [`its parameters are ${names.join(', ') || 'none'}`];
  if (foreign !== undefined) {
    return reporter.anywhere.report('CNN107', span, [owner, name, undefined], {
      ...foreignFix(foreign, use),
      notes,
    });
  }
  const dropped = names.includes('rate') ? dropForKeep(name, argument, given) : undefined;
  if (dropped !== undefined) {
    return reporter.anywhere.report('CNN107', span, [owner, name, undefined], {
      fix: `write \`${dropped}\`: the part that is dropped, not the part that is kept`,
      edits: [{ span: argument.span, text: dropped }],
    });
  }
  const suggestion = suggest(name, names);
  const edits = rename(span, suggestion);
  return reporter.anywhere.report('CNN107', span, [owner, name, suggestion], { edits, notes });
}

const inputShapeNames = ['input_shape', 'input_dim', 'batch_input_shape', 'batch_shape', 'batch_size'];

/** Habits that have an own word here, or no counterpart; whether it was one. */
function reportHabit(
  name: string,
  argument: Argument,
  given: readonly Given[],
  { owner }: Signature,
  reporter: Reporter,
  call: Span | undefined,
): boolean {
  const edits = leftOut(argument, argumentsOf(given));
  const needless = withoutCounterpart(name);
  if (name === 'weights') reporter.report('CNN443', argument.span, ['a layer is no model']);
  else if (name === 'name') {
    reporter.report('CNN117', argument.span, [name], { edits: labelFor(argument, given, call) });
  } else if (inputShapeNames.includes(name)) reporter.report('CNN118', argument.span, [name], { edits });
  else if (name === 'trainable') {
    const details = {
      fix: 'leave it out, and write `freeze label` in a phase',
      edits,
      isLossy: true,
    } as const;
    reporter.report('CNN104', argument.span, ['`trainable`', 'a phase freezes layers'], details);
  } else if (needless !== undefined) {
    const { reason, ...loss } = needless;
    const details = { fix: 'leave it out', edits, ...loss };
    reporter.report('CNN104', argument.span, [`\`${name}\` of \`${owner}\``, reason], details);
  } else return false;
  return true;
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
  const { preset, needed } = defaultsOf(signature.params);
  const params: Record<string, ParameterValue> = { ...preset };
  for (const { values } of bounds) for (const [name, { value }] of values) params[name] = value;
  const missing = needed.filter((name) => params[name] === undefined);
  if (missing.length === 0) return params;
  const written = missing.map((name) => `${name}=…`).join(', ');
  return reporter.anywhere.report('CNN108', span, [signature.owner, missing], { fix: `give \`${written}\`` });
}

interface Defaults {
  /** What every parameter is by default, in the order of the table; those that must be given are undefined. */
  readonly preset: LayerParams;
  readonly needed: readonly string[];
}

const defaults = new WeakMap<ParameterTable, Defaults>();

/** The defaults of a table, found once. */
function defaultsOf(params: ParameterTable): Defaults {
  const known = defaults.get(params);
  if (known !== undefined) return known;
  const entries = Object.entries(params).map(([name, spec]) => [name, spec.default] as const);
  const found: Defaults = {
    preset: Object.fromEntries(entries) as LayerParams,
    needed: entries.flatMap(([name, value]) => (value === undefined ? [name] : [])),
  };
  defaults.set(params, found);
  return found;
}
