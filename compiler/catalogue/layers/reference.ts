import type { Shape } from '../../sizes/shape.ts';
import { initializerDefinitions } from '../initializers/registry.ts';
import { formatSize } from '../../sizes/format-size.ts';
import type { AnyLayerDefinition } from './define-layer.ts';
import { plainValue } from '../parameters/named-value.ts';
import type { NamedValue, ParameterSpec, ParameterType, ParameterValue } from '../parameters/parameters.ts';
import type { LayerSection } from './registry.ts';

/*
 * The reference of all layer kinds as Markdown, written from their definitions.
 */

const code = (text: string): string => `\`${text}\``;

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
  sizes: ({ rank, minimum }) =>
    rank === 1 ? bounded('integer', { minimum }) : `${bounded('integer', { minimum })}, or a list of ${rank}`,
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
};

function describeType(spec: ParameterSpec): string {
  const describe = descriptions[spec.type] as (spec: ParameterType) => string;
  return `${describe(spec)}${spec.nullable === true ? ', or `none`' : ''}`;
}

/** The word for a value that has one. */
function wordOf(value: NamedValue): string {
  const known = initializerDefinitions.find(
    (definition) => JSON.stringify(plainValue(definition)) === JSON.stringify(value),
  );
  return known?.kind ?? value.kind;
}

function isNumbers(value: ParameterValue): value is Shape {
  return Array.isArray(value);
}

/** A value as the language writes it. */
function written(value: ParameterValue): string {
  if (value === null) return 'none';
  if (isNumbers(value)) {
    const [first = 0] = value;
    return value.every((other) => other === first)
      ? formatSize(first)
      : `[${value.map(formatSize).join(', ')}]`;
  }
  return typeof value === 'object' ? wordOf(value) : String(value);
}

/** `Name(needed, optional=default)` */
function signature({ kind, params, inputs }: AnyLayerDefinition): string {
  const args = Object.entries(params).map(([name, { default: initial }]) =>
    initial === undefined ? name : `${name}=${written(initial)}`,
  );
  const all = inputs === 'many' ? ['with=…', ...args] : args;
  return all.length === 0 ? kind : `${kind}(${all.join(', ')})`;
}

const ranks: Readonly<Record<number, string>> = {
  1: '[features]',
  2: '[length, channels]',
  3: '[height, width, channels]',
  4: '[depth, height, width, channels]',
};

function notes({ aliases = [], positional, params, rank, inputs }: AnyLayerDefinition): readonly string[] {
  const count = Object.keys(params).length;
  return [
    aliases.length === 0 ? [] : [`Also ${aliases.map(code).join(', ')}.`],
    rank === undefined ? [] : [`On ${rank.map((size) => code(ranks[size] ?? String(size))).join(' or ')}.`],
    inputs === 'many' ? ['Merges the current tensor with others.'] : [],
    positional === undefined || positional >= count
      ? []
      : [positional === 0 ? 'Parameters by name only.' : `By position: the first ${positional}.`],
  ].flat();
}

/** Parameters of Keras's that are missing, those with one reason together. */
function missing(unsupported: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(unsupported);
  return [...new Set(Object.values(unsupported))].map((reason) => {
    const alike = names.filter((name) => unsupported[name] === reason).map(code);
    return `Not there: ${alike.join(', ')} (${reason}).`;
  });
}

function entry(definition: AnyLayerDefinition): string {
  const { kind, doc, params, unsupported = {} } = definition;
  const list = Object.entries(params).map(
    ([name, spec]) => `- ${code(name)} (${describeType(spec)}): ${spec.doc}`,
  );
  const paragraphs = [
    `### ${kind}`,
    doc,
    `\`\`\`text\n${signature(definition)}\n\`\`\``,
    list.join('\n'),
    notes(definition).join(' '),
    missing(unsupported).join(' '),
  ];
  return paragraphs.filter((text) => text !== '').join('\n\n');
}

const introduction = `# Layers

Written from the layers' own definitions by \`npm run docs:layers\`.

Names, order of arguments, defaults and meaning are Keras 3's. Shapes leave the batch out. An axis is counted as in
Keras: 1 is the first written size, -1 the last; 0 would be the batch. Of \`data_format\` there is only channels-last, of
\`dtype\` only float32.`;

/** The reference of layer kinds as Markdown, section by section. */
export function layerReference(sections: readonly LayerSection[]): string {
  const chapters = sections.map(({ title, layers }) => [`## ${title}`, ...layers.map(entry)].join('\n\n'));
  return `${[introduction, ...chapters].join('\n\n')}\n`;
}
