import type { Expression } from '../../grammar/ast.ts';
import { plainActivations, halvingActivations } from '../catalogue/activations/registry.ts';
import { rename } from '../diagnostics/rename.ts';
import { suggest } from '../foreign/suggest.ts';
import { constraintDefinitions } from '../catalogue/constraints/registry.ts';
import { initializerDefinitions } from '../catalogue/initializers/registry.ts';
import { classOf, entryNamed, wordsOf } from '../catalogue/entry/entry.ts';
import { type NamedValueDefinition, plainValue } from '../catalogue/parameters/named-value.ts';
import type { Accepted, ParameterType, ParameterValue } from '../catalogue/parameters/parameters.ts';
import { regularizerDefinitions } from '../catalogue/regularizers/registry.ts';
import { reportActivationCall } from './activation-call.ts';
import { bindArguments, completeParameters } from './bind-arguments.ts';
import { type Constant, describe } from './constant.ts';
import { misfit } from './misfit.ts';
import { type Place, known } from './place.ts';
import { truthOf } from './truth-of.ts';
import { readAxes, readMargins, readNumbers } from './read-lists.ts';
import { readBytes } from './read-bytes.ts';
import { readLength, readLengths, readMeasure, readRate } from './read-schedule.ts';
import { readInteger, readNumber, readShape, readSizes } from './read-number.ts';

/** A value on its way into a parameter. */
export interface Reading {
  /** The parameter, in backticks. */
  readonly what: string;
  readonly value: Constant;
  readonly expression: Expression;
  readonly place: Place;
  /** What can be written in any case: the default. */
  readonly otherwise?: string | undefined;
}

type Reader<T extends ParameterType['type']> = (
  spec: Extract<ParameterType, { type: T }>,
  reading: Reading,
) => ParameterValue | undefined;

const readers: { readonly [T in ParameterType['type']]: Reader<T> } = {
  integer: readInteger,
  number: readNumber,
  boolean: (_spec, reading) => {
    const value = plain(reading);
    if (value === undefined || value.type === 'boolean') return value?.value;
    const meant = value.type === 'none' ? false : truthOf(value);
    return wrongType(reading, '`true` or `false`', meant === undefined ? undefined : String(meant));
  },
  bytes: (_spec, reading) => readBytes(reading),
  string: (_spec, reading) => {
    const value = plain(reading);
    if (value === undefined || value.type === 'string') return value?.value;
    return wrongType(reading, 'a text in quotes');
  },
  enum: (spec, reading) => readWord(spec.values, reading),
  sizes: readSizes,
  shape: readShape,
  axis: (_spec, reading) => readInteger({ type: 'integer' }, reading),
  axes: readAxes,
  margins: readMargins,
  numbers: readNumbers,
  activation: readActivation,
  initializer: (_spec, reading) => readNamedValue(initializerDefinitions, reading),
  regularizer: (_spec, reading) =>
    reading.value.type === 'number'
      ? wrongType(reading, 'a penalty', `L2(${reading.value.value})`)
      : readNamedValue(regularizerDefinitions, reading),
  constraint: (_spec, reading) => readNamedValue(constraintDefinitions, reading),
  rate: (spec, reading) => readRate(spec, reading, readParameter),
  length: readLength,
  lengths: (_spec, reading) => readLengths(reading),
  measure: (_spec, reading) => readMeasure(reading),
};

/** A parameter's value from a constant, or undefined where it does not fit, which has then been reported. */
export function readParameter(spec: Accepted, reading: Reading): ParameterValue | undefined {
  if (reading.value.type === 'none' && spec.nullable === true) return null;
  const { value } = reading;
  if (spec.type === 'string' && value.type === 'string' && value.value === '')
    return emptyName(spec, reading);
  const reader = readers[spec.type] as (spec: Accepted, reading: Reading) => ParameterValue | undefined;
  return reader(spec, reading);
}

const plain = (reading: Reading): Constant | undefined =>
  known(reading.expression, reading.value, reading.place, reading.otherwise);

/** Texts that parameters take are names of files: nothing would mean the folder that they are in. */
function emptyName({ nullable }: Accepted, { what, expression, place }: Reading): undefined {
  place.reporter.report('CNN462', expression.span, [what, nullable === true]);
}

function wrongType(reading: Reading, wanted: string, instead?: string): undefined {
  const { what, value, expression } = reading;
  const fix =
    instead === undefined ? {} : { fix: `write \`${instead}\``, edits: rename(expression.span, instead) };
  return misfit('CNN112', reading, [what, wanted, describe(value)], fix);
}

/** A bare word of a set; the same word in quotes has a quick fix. */
function readWord(words: readonly string[], reading: Reading): string | undefined {
  const { what, value, expression, place } = reading;
  const text = textOf(value);
  if (text === undefined) return wrongType(reading, `one of the words ${some(words)}`);
  if (!words.includes(text)) {
    const suggestion = suggest(text, words);
    const edits = rename(expression.span, suggestion);
    const notes = [`${what} is ${some(words)}`];
    return misfit('CNN116', reading, [what, text, suggestion], { edits, notes });
  }
  // One with a capital (`curve=PR`) reads as an object that is given nothing.
  if (value.type === 'word' || (value.type === 'object' && value.given.length === 0)) return text;
  const edits = expression.type === 'string' ? [{ span: expression.span, text }] : undefined;
  return place.reporter.report('CNN115', expression.span, [text], { edits });
}

function readActivation(
  { halving = false }: Extract<ParameterType, { type: 'activation' }>,
  reading: Reading,
): string | undefined {
  const { what, value, expression, place } = reading;
  const isApplied = expression.type === 'call' && (expression.arguments ?? []).length > 0;
  if (value.type === 'object' && isApplied) return reportActivationCall(what, expression, place);
  const text = textOf(value);
  if (halving) return readWord([...plainActivations, ...halvingActivations], reading);
  if (!halvingActivations.some((word) => word === text)) return readWord(plainActivations, reading);
  return place.reporter.report('CNN228', expression.span, [text ?? '']);
}

/** What a word, a text or a made object (`ReLU()`) is called. */
function textOf(value: Constant): string | undefined {
  if (value.type === 'word') return value.text;
  if (value.type === 'string') return value.value;
  return value.type === 'object' ? value.name.text : undefined;
}

const some = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

/** `he_normal`, or `HeNormal(seed=3)` with parameters. */
function readNamedValue<V extends ParameterValue>(
  definitions: readonly NamedValueDefinition<V>[],
  reading: Reading,
): V | undefined {
  const { what, value, place } = reading;
  const words = definitions.flatMap(wordsOf);
  if (value.type === 'object') {
    const definition = entryNamed(definitions, value.name.text);
    if (definition === undefined) {
      const suggestion = suggest(value.name.text, [...definitions.map(classOf), ...words]);
      const edits = rename(value.name.span, suggestion);
      return place.reporter.report('CNN116', value.name.span, [what, value.name.text, suggestion], { edits });
    }
    const signature = { owner: classOf(definition), params: definition.params };
    const bound = bindArguments(signature, value.given, place, readParameter);
    const params = completeParameters(signature, [bound], value.span, place.reporter);
    return params === undefined ? undefined : definition.make(params);
  }
  const byClass =
    value.type === 'word' ? definitions.find((definition) => classOf(definition) === value.text) : undefined;
  if (byClass !== undefined) return plainValue(byClass);
  const word = readWord(words, reading);
  const definition = word === undefined ? undefined : entryNamed(definitions, word);
  return definition === undefined ? undefined : plainValue(definition);
}
