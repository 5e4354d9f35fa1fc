import type { NamedValue, ParameterSpec, ParameterValue } from '../../catalogue/parameters/parameters.ts';
import { isTimed } from '../../catalogue/parameters/schedule.ts';
import type { CodeExpression } from '../model/expression.ts';

/** The classes that stand for what a catalogue made of a word or class. */
const classes: Readonly<Record<NamedValue['kind'], string>> = {
  constant: 'Constant',
  orthogonal: 'Orthogonal',
  identity: 'Identity',
  variance_scaling: 'VarianceScaling',
  random_normal: 'RandomNormal',
  truncated_normal: 'TruncatedNormal',
  random_uniform: 'RandomUniform',
  l1_l2: 'L1L2',
  non_neg: 'NonNeg',
  unit_norm: 'UnitNorm',
  min_max_norm: 'MinMaxNorm',
};

/** What their parameters are called, where that is something else. */
const names: Readonly<Record<string, string>> = { axes: 'axis', minimum: 'min_value', maximum: 'max_value' };

/** A value of the catalogue as it would be written. */
export function constantExpression(value: ParameterValue, spec: ParameterSpec | undefined): CodeExpression {
  if (value === null) return { type: 'none' };
  if (typeof value === 'number') return numberExpression(spec?.type === 'axis' ? value + 1 : value);
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (typeof value === 'string') {
    return spec?.type === 'string' ? { type: 'text', parts: [value] } : { type: 'word', text: value };
  }
  if (isTimed(value)) throw new RangeError('no layer has what goes over steps');
  if ('kind' in value) return objectExpression(value);
  const items = value.map(sizeExpression);
  return { type: 'list', items: spec?.type === 'margins' && spec.rank > 1 ? pairsOf(items) : items };
}

const pairsOf = (items: readonly CodeExpression[]): readonly CodeExpression[] =>
  items.flatMap((item, index) => {
    const next = items[index + 1];
    return index % 2 === 1 || next === undefined ? [] : [{ type: 'list', items: [item, next] } as const];
  });

const sizeExpression = (size: unknown): CodeExpression =>
  numberExpression(typeof size === 'number' ? size : -1);

const numberExpression = (value: number): CodeExpression =>
  value < 0
    ? { type: 'unary', operator: '-', operand: numberExpression(-value) }
    : { type: 'number', value, text: String(value) };

function objectExpression({ kind, ...facts }: NamedValue): CodeExpression {
  const given = Object.entries(facts).map(([name, value]) => ({
    name: names[name] ?? name,
    value: constantExpression(value as ParameterValue, undefined),
  }));
  return { type: 'object', kind: classes[kind], arguments: given };
}
