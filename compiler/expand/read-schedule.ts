import { entryElsewhere, entryNamed } from '../catalogue/entry/entry.ts';
import type { ParameterSpec, ParameterType, ParameterValue } from '../catalogue/parameters/parameters.ts';
import type { Length, Lengths, Schedule } from '../catalogue/parameters/schedule.ts';
import { scheduleDefinitions } from '../catalogue/schedules/registry.ts';
import { rename } from '../diagnostics/rename.ts';
import { schedulesParameterWords } from '../foreign/schedules.ts';
import { suggest } from '../foreign/suggest.ts';
import { bindArguments, completeParameters } from './bind-arguments.ts';
import { describe } from './constant.ts';
import { misfit } from './misfit.ts';
import { known } from './place.ts';
import { readNamed } from './read-named.ts';
import { itemsOf, type NumberReading, readAll, readInteger, readNumber } from './read-number.ts';

type Spec<T extends ParameterType['type']> = Extract<ParameterType, { type: T }>;

type ReadParameter = (spec: ParameterSpec, reading: NumberReading) => ParameterValue | undefined;

/** A rate: a number, or a schedule of the catalogue, whose parameters are read by `read`. */
export function readRate(
  spec: Spec<'rate'>,
  reading: NumberReading,
  read: ReadParameter,
): number | Schedule | undefined {
  const { value, place, what } = reading;
  if (value.type !== 'object' && !(value.type === 'word' && /^[A-Z]/.test(value.text)))
    return readNumber({ ...spec, type: 'number' }, reading);
  const name = value.type === 'object' ? value.name : value;
  const definition = entryNamed(scheduleDefinitions, name.text);
  if (definition === undefined) {
    const other = entryElsewhere(scheduleDefinitions, name.text)?.kind;
    const names = scheduleDefinitions.map(({ kind }) => kind);
    const suggestion = other ?? suggest(name.text, names);
    const edits = rename(name.span, suggestion);
    const notes = [`there are ${names.join(', ')}`];
    return misfit('CNN116', reading, [what, name.text, suggestion], { edits, notes });
  }
  const { kind, params: table } = definition;
  const signature = { owner: kind, params: table, foreign: schedulesParameterWords };
  const given = value.type === 'object' ? value.given : [];
  const bound = bindArguments(signature, given, place, read);
  const params = completeParameters(signature, [bound], reading.expression.span, place.reporter);
  return params === undefined ? undefined : { kind, params, span: reading.expression.span };
}

/** `100` steps, or `epochs(2)`. */
export function readLength(spec: Spec<'length'>, reading: NumberReading): Length | undefined {
  const { value, expression, place, what } = reading;
  if (value.type !== 'object' || value.name.text !== 'epochs')
    return readInteger({ type: 'integer', minimum: spec.minimum }, reading);
  const [first, ...others] = value.given;
  if (first?.value === undefined || others.length > 0 || first.argument.name !== undefined)
    return misfit('CNN112', reading, [what, 'a number of steps, or `epochs(number)`', describe(value)]);
  const count = readNumber(
    { type: 'number', exclusiveMinimum: 0 },
    { what: '`epochs`', value: first.value, expression: first.argument.value, place },
  );
  return count === undefined ? undefined : { kind: 'epochs', count, span: expression.span };
}

/** A list of lengths, or one. */
export function readLengths(reading: NumberReading): Lengths | undefined {
  const items = readAll(itemsOf(reading) ?? [reading], (item) =>
    readLength({ type: 'length', minimum: 1 }, item),
  );
  return items && { kind: 'lengths', items };
}

/** The name of a measure, which the objectives decide what is of. */
export function readMeasure({ value, expression, place, what }: NumberReading): string | undefined {
  const named = readNamed(value, expression);
  const { span } = expression;
  if (named === undefined) {
    known(expression, value, place);
    return place.reporter.report('CNN112', span, [what, 'the name of a loss or metric', describe(value)]);
  }
  if (named.quoted)
    return place.reporter.report('CNN115', span, [named.text], { edits: [{ span, text: named.text }] });
  return named.text;
}
