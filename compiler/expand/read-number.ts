import type { Shape } from '../sizes/shape.ts';
import { type Size, symbolsOf } from '../sizes/size.ts';
import type { Expression } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { Doubt } from '../catalogue/parameters/doubts.ts';
import type { ParameterType } from '../catalogue/parameters/parameters.ts';
import { type Constant, describe, formatConstant } from './constant.ts';
import { misfit } from './misfit.ts';
import { type Place, known } from './place.ts';

export interface NumberReading {
  readonly what: string;
  readonly value: Constant;
  readonly expression: Expression;
  readonly place: Place;
  /** What can be written in any case: the default. */
  readonly otherwise?: string | undefined;
}

type Spec<T extends ParameterType['type']> = Extract<ParameterType, { type: T }>;

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly doubt?: (value: number) => Doubt | undefined;
}

/** How a bound is worded where a value breaks it. */
function broken(value: number, bounds: Bounds): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = bounds;
  const below = minimum !== undefined && value < minimum;
  const above = maximum !== undefined && value > maximum;
  if ((below || above) && minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (below) return `at least ${minimum}`;
  if (above) return `at most ${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `above ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `below ${exclusiveMaximum}`;
  return undefined;
}

function inBounds(value: number, bounds: Bounds, reading: NumberReading): number | undefined {
  const { what, expression, place } = reading;
  const bound = broken(value, bounds);
  const doubt = bounds.doubt?.(value);
  const fix = doubt === undefined ? nearest(value, bounds, reading) : fixOf(doubt, expression.span);
  if (bound !== undefined) {
    return misfit('CNN113', reading, [what, bound, String(value)], fix);
  }
  if (doubt !== undefined) {
    place.reporter.report('CNN458', expression.span, [what, String(value), doubt.why], fix);
  }
  return value;
}

const fixOf = ({ write }: Pick<Doubt, 'write'>, span: Span): Pick<Details, 'fix' | 'edits'> =>
  write === undefined ? {} : { fix: `write \`${write}\``, edits: [{ span, text: write }] };

/** The number next to one that is written out of its bounds: without its sign, or the bound. */
function nearest(
  value: number,
  bounds: Bounds,
  { expression: { type, span }, otherwise }: NumberReading,
): Details {
  if (type !== 'number' && type !== 'unary') return {};
  const { minimum, maximum = Infinity, exclusiveMaximum = Infinity, doubt } = bounds;
  const write = (next: number): Details => fixOf({ write: String(next) }, span);
  if (value > maximum && otherwise === undefined && doubt?.(maximum) === undefined) return write(maximum);
  if (minimum === undefined || value >= minimum) return {};
  const isUnsigned = -value > minimum && -value <= maximum && -value < exclusiveMaximum;
  return write(isUnsigned ? -value : minimum);
}

/** A number in bounds. */
export function readNumber(
  spec: Spec<'number'> & Pick<Bounds, 'doubt'>,
  reading: NumberReading,
): number | undefined {
  const value = asNumber(reading, 'a number');
  const found = value === undefined ? undefined : inBounds(value, spec, reading);
  return found === undefined ? undefined : asFloat(found, reading);
}

/** A number that is still one, and not 0 for something else, as a float32. */
function asFloat(value: number, { what, expression, place }: NumberReading): number | undefined {
  const held = Math.fround(value);
  if (Number.isFinite(held) && (held !== 0 || value === 0)) return value;
  const fate = held === 0 ? '0' : 'infinity';
  return place.reporter.report('CNN164', expression.span, [what, String(value), fate]);
}

/** A whole number in bounds; where `/` left a rest, `//` is offered. */
export function readInteger(spec: Spec<'integer'>, reading: NumberReading): number | undefined {
  const value = asNumber(reading, 'an integer');
  if (value === undefined) return undefined;
  return asInteger(value, reading) === undefined ? undefined : inBounds(value, spec, reading);
}

function asNumber(reading: NumberReading, wanted: string): number | undefined {
  const { what, expression, place } = reading;
  const value = known(expression, reading.value, place, reading.otherwise);
  if (value === undefined) return undefined;
  if (value.type === 'number') return value.value;
  if (value.type === 'symbolic') {
    return place.reporter.report('CNN224', expression.span, [what, symbolsOf(value.size)]);
  }
  return misfit('CNN112', reading, [what, wanted, describe(value)], unwrapped(value, expression));
}

/** `[64]`: a number that is alone in a list. */
function unwrapped(value: Constant, expression: Expression): Details {
  const [item, ...others] = expression.type === 'list' ? expression.items : [];
  if (item?.type !== 'number' || others.length > 0) return quoted(value, expression);
  return { fix: `write \`${item.text}\``, edits: [{ span: expression.span, text: item.text }] };
}

/** `"32"` and `"3x3"`: numbers in quotes. */
function quoted(value: Constant, { span, type }: Expression): Details {
  const numbers = value.type === 'string' && type === 'string' ? value.value.split(/\s*[x×,]\s*/) : [];
  if (numbers.length === 0 || !numbers.every((text) => /^\d+(?:\.\d+)?$/.test(text))) return {};
  const text = numbers.length === 1 ? numbers.join('') : `[${numbers.join(', ')}]`;
  return { fix: `write \`${text}\``, edits: [{ span, text }] };
}

function asInteger(value: number, reading: NumberReading): number | undefined {
  const { what, expression } = reading;
  if (Number.isSafeInteger(value)) return value;
  if (Number.isInteger(value)) {
    return misfit('CNN113', reading, [what, value < 0 ? 'above −2⁵³' : 'below 2⁵³', String(value)]);
  }
  return misfit('CNN114', reading, [what, String(value)], rounded(value, expression));
}

/** `//` for `/`, or the whole number next to one that is written. */
function rounded(value: number, expression: Expression): Details {
  if (expression.type === 'binary' && expression.operator === '/') {
    return {
      fix: 'divide with `//`, which rounds down',
      edits: [{ span: expression.operatorSpan, text: '//' }],
    };
  }
  if (expression.type !== 'number') return {};
  const text = String(Math.max(1, Math.round(value)));
  return { fix: `write \`${text}\``, edits: [{ span: expression.span, text }] };
}

/** The items of a list with the expressions they were written as, where they were. */
export function itemsOf(reading: NumberReading): readonly NumberReading[] | undefined {
  const { value, expression } = reading;
  if (value.type !== 'list' && value.type !== 'tuple') return undefined;
  const written = expression.type === 'list' || expression.type === 'tuple' ? expression.items : [];
  return value.items.map((item, index) => ({
    ...reading,
    value: item,
    expression: written[index] ?? expression,
    otherwise: undefined,
  }));
}

/** A whole number for every axis, or a list of them. */
export function readSizes(spec: Spec<'sizes'>, reading: NumberReading): readonly number[] | undefined {
  const { minimum, maximum } = spec;
  const bounds = { type: 'integer', minimum, ...(maximum !== undefined && { maximum }) } as const;
  const items = itemsOf(reading);
  if (items === undefined) {
    const wanted = `an integer or a list of ${spec.rank}`;
    const value = asNumber(reading, wanted);
    const size = value === undefined ? undefined : readInteger(bounds, reading);
    return size === undefined ? undefined : Array.from({ length: spec.rank }, () => size);
  }
  if (items.length !== spec.rank) {
    const given = `a list of ${items.length}`;
    return misfit('CNN112', reading, [reading.what, `an integer or a list of ${spec.rank}`, given]);
  }
  return readAll(items, (item) => readInteger(bounds, item));
}

/** A list of sizes, which may be symbolic, without the batch axis; -1 where one may follow from the others. */
export function readShape(spec: Spec<'shape'>, reading: NumberReading): Shape | undefined {
  const { what, expression, place } = reading;
  const items = itemsOf(reading);
  if (items === undefined) {
    const value = known(expression, reading.value, place);
    if (value === undefined) return undefined;
    const text = `[${textOf(expression.span)}]`;
    const fix =
      value.type === 'number' ? { fix: `write \`${text}\``, edits: [{ span: expression.span, text }] } : {};
    return misfit('CNN112', reading, [what, 'a list of sizes', describe(value)], fix);
  }
  const [first] = items;
  if (first?.value.type === 'none') {
    const next = items[1]?.expression.span.start ?? first.expression.span.end;
    const span = { ...first.expression.span, end: next };
    return place.reporter.report('CNN212', first.expression.span, [], { edits: [{ span, text: '' }] });
  }
  return readAll(items, (item) => readSize(spec.wildcard, item));
}

function readSize(wildcard: boolean, reading: NumberReading): Size | undefined {
  if (reading.value.type === 'symbolic') return reading.value.size;
  const size = readInteger({ type: 'integer' }, reading);
  if (size === undefined || size >= 1 || (wildcard && size === -1)) return size;
  return reading.place.reporter.report('CNN205', reading.expression.span, [formatConstant(reading.value)]);
}

/** Every item as it is read, up to the first that is at fault: one list is told once. */
export function readAll<T>(
  items: readonly NumberReading[],
  read: (item: NumberReading) => T | undefined,
): readonly T[] | undefined {
  const found: T[] = [];
  for (const item of items) {
    const value = read(item);
    if (value === undefined) return undefined;
    found.push(value);
  }
  return found;
}
