import { formatSize } from '../../sizes/format-size.ts';
import type { Shape } from '../../sizes/shape.ts';
import { initializerDefinitions } from '../initializers/registry.ts';
import { plainValue } from '../parameters/named-value.ts';
import type {
  Accepted,
  NamedValue,
  ParameterType,
  ParameterValue,
  TimedValue,
} from '../parameters/parameters.ts';
import type { SettingType } from '../settings/define-setting.ts';

/** As code in Markdown. */
export const code = (text: string): string => `\`${text}\``;

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** ` ≥ 0, < 1` */
function bounded(what: string, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Bounds): string {
  const parts = [
    minimum === undefined ? [] : [`≥ ${minimum}`],
    exclusiveMinimum === undefined ? [] : [`> ${exclusiveMinimum}`],
    maximum === undefined ? [] : [`≤ ${maximum}`],
    exclusiveMaximum === undefined ? [] : [`< ${exclusiveMaximum}`],
  ].flat();
  return parts.length === 0 ? what : `${what} ${parts.join(' and ')}`;
}

type Describe = {
  readonly [T in ParameterType['type']]: (spec: Extract<ParameterType, { type: T }>) => string;
};

const descriptions: Describe = {
  integer: (spec) => bounded('integer', spec),
  number: (spec) => bounded('number', spec),
  boolean: () => '`true` or `false`',
  bytes: () => 'a size with a unit (`2 GiB`)',
  string: () => 'a text',
  enum: ({ values }) => values.map(code).join(', '),
  sizes: (spec) =>
    spec.rank === 1 ? bounded('integer', spec) : `${bounded('integer', spec)}, or a list of ${spec.rank}`,
  shape: () => 'list of sizes',
  axis: () => 'axis',
  axes: () => 'axis, or a list of axes',
  margins: ({ rank }) =>
    rank === 1
      ? 'integer ≥ 0, or [before, after]'
      : `integer ≥ 0, a list of ${rank}, or of ${rank} [before, after]`,
  numbers: () => 'number, or a list of numbers',
  activation: () => 'activation',
  initializer: () => 'initialiser',
  regularizer: () => 'regularizer',
  constraint: () => 'constraint',
  rate: (spec) => `${bounded('number', spec)}, or a schedule`,
  length: ({ minimum }) => `${bounded('integer', { minimum })}, or \`epochs(number)\``,
  lengths: () => 'list of integers, or of `epochs(number)`',
  measure: () => 'name of a loss or metric',
};

/** What a parameter accepts, in words: `integer ≥ 1`. */
export function describeType(spec: Accepted): string {
  const describe = descriptions[spec.type] as (spec: ParameterType) => string;
  return `${describe(spec)}${spec.nullable === true ? ', or `none`' : ''}`;
}

const entriesOf = {
  optimizer: 'optimizer',
  source: 'source',
  division: 'way to divide',
  loss: 'loss',
  metrics: 'metric, or a list of metrics',
  measure: 'name of a loss or metric',
  factors: 'list of paths that are multiplied',
  paths: 'list of paths',
  field: 'name of a field',
} as const;

/** What a setting accepts, in words. */
export const describeAccepted = (accepts: SettingType): string =>
  accepts.type in entriesOf
    ? entriesOf[accepts.type as keyof typeof entriesOf]
    : describeType(accepts as Accepted);

/** The word for a value that has one. */
function wordOf(value: NamedValue | TimedValue): string {
  const known = initializerDefinitions.find(
    (definition) => JSON.stringify(plainValue(definition)) === JSON.stringify(value),
  );
  return known?.kind ?? value.kind;
}

const isNumbers = (value: ParameterValue): value is Shape => Array.isArray(value);

/** A value as the language writes it. */
export function written(value: ParameterValue): string {
  if (value === null) return 'none';
  if (isNumbers(value)) {
    const [first = 0] = value;
    return value.every((other) => other === first)
      ? formatSize(first)
      : `[${value.map(formatSize).join(', ')}]`;
  }
  return typeof value === 'object' ? wordOf(value) : String(value);
}
