import type { ParameterSpec } from '../../catalogue/parameters/parameters.ts';
import type { Constant } from '../../expand/constant.ts';
import type { CodeExpression } from '../model/expression.ts';
import type { CodeItem } from '../model/items.ts';
import type { CodeSymbol, CodeType } from '../model/symbol.ts';
import { itemOf, joinTypes, typeOf } from '../model/type-of.ts';
import { walkItem } from './walk-code.ts';

/** A symbol whose type is being found. */
type Open = { -readonly [K in keyof CodeSymbol]: CodeSymbol[K] };

/** How often types are passed on: blocks within blocks are rarely deeper. */
const rounds = 6;

/**
 * Finds what each value, parameter and loop variable may be: from its value or default, from what applications give it
 * (`given`), and from what the parameters of layers that it is given to accept.
 */
export function inferTypes(
  items: readonly CodeItem[],
  given: (parameter: CodeSymbol) => readonly Constant[],
): void {
  const give = (symbol: Open, types: readonly CodeType[]): void => {
    const known = symbol.type === undefined ? [] : [symbol.type];
    const joined = joinTypes([...known, ...types].filter(({ type }) => type !== 'unknown'));
    if (joined.type !== 'unknown') symbol.type = joined;
  };
  for (let round = 0; round < rounds; round++) {
    for (const item of items) {
      if (item.type === 'block' || item.type === 'model') {
        for (const { symbol } of item.parameters) give(symbol, given(symbol).map(typeOfConstant));
      }
      const compare = (expression: CodeExpression): void => {
        for (const { symbol, type } of comparedIn(expression)) give(symbol, [type]);
      };
      walkItem(item, {
        expression: compare,
        value: (symbol, value) => {
          compare(value);
          give(symbol, [typeOf(value)]);
        },
        loop: ({ targets, destructured, list }) => {
          const type = itemOf(typeOf(list));
          for (const [index, target] of targets.entries()) {
            give(target, [destructured ? partOf(type, index) : type]);
          }
        },
        argument: ({ value, parameter, symbol }) => {
          const wanted = parameter === undefined ? symbol?.type : typeOfParameter(parameter);
          if (wanted !== undefined) expect(value, wanted);
          if (symbol !== undefined) give(symbol, [typeOf(value)]);
        },
      });
    }
  }
}

interface Compared {
  readonly symbol: CodeSymbol;
  readonly type: CodeType;
}

/** The names that are compared with words, and so may be those. */
function comparedIn(expression: CodeExpression): readonly Compared[] {
  if (expression.type === 'conditional') {
    return [expression.condition, expression.then, expression.else].flatMap(comparedIn);
  }
  if (expression.type === 'unary') return comparedIn(expression.operand);
  if (expression.type !== 'binary') return [];
  const { operator, left, right } = expression;
  if (operator !== '==' && operator !== '!=') return [...comparedIn(left), ...comparedIn(right)];
  return [wordFor(left, right), wordFor(right, left)].flatMap((compared) => compared ?? []);
}

const wordFor = (name: CodeExpression, other: CodeExpression): Compared | undefined =>
  name.type === 'symbol' && (other.type === 'word' || other.type === 'text' || other.type === 'none')
    ? { symbol: name.symbol, type: typeOf(other) }
    : undefined;

const partOf = (type: CodeType, index: number): CodeType =>
  type.type === 'tuple' ? (type.items[index] ?? { type: 'unknown' }) : itemOf(type);

/** What a name must be that is given to what wants a type: its words are then of that, and where nothing is known it is that. */
function expect(value: CodeExpression, wanted: CodeType): void {
  if (value.type === 'conditional') {
    expect(value.then, wanted);
    expect(value.else, wanted);
  } else if (value.type === 'symbol') refine(value.symbol, wanted);
}

function refine(symbol: Open, wanted: CodeType): void {
  if (symbol.type === undefined) {
    symbol.type = wanted;
    return;
  }
  const parts = wanted.type === 'union' ? wanted.of : [wanted];
  const words = parts.find(({ type }) => type === 'choice' || isNamed(type));
  const own = symbol.type.type === 'union' ? symbol.type.of : [symbol.type];
  if (words === undefined || !own.some(({ type }) => type === 'choice')) return;
  symbol.type = joinTypes([words, ...own]);
}

const isNamed = (type: CodeType['type']): boolean =>
  type === 'activation' || type === 'initializer' || type === 'regularizer' || type === 'constraint';

const number: CodeType = { type: 'number' };
const numbers: CodeType = { type: 'list', item: number };

/** What a parameter of the catalogue accepts. */
export function typeOfParameter(spec: ParameterSpec): CodeType {
  const type = plainTypeOf(spec);
  return spec.nullable === true ? joinTypes([type, { type: 'none' }]) : type;
}

function plainTypeOf(spec: ParameterSpec): CodeType {
  switch (spec.type) {
    case 'integer':
    case 'number':
    case 'bytes':
    case 'axis':
    case 'rate':
    case 'length':
      return number;
    case 'boolean':
    case 'string':
      return { type: spec.type };
    case 'measure':
      return { type: 'string' };
    case 'enum':
      return { type: 'choice', values: spec.values };
    case 'sizes':
    case 'axes':
    case 'numbers':
    case 'lengths':
      return joinTypes([number, numbers]);
    case 'shape':
      return numbers;
    case 'margins':
      return joinTypes([number, { type: 'list', item: joinTypes([number, numbers]) }]);
    case 'activation':
    case 'initializer':
    case 'regularizer':
    case 'constraint':
      return { type: spec.type };
  }
}

/** What a value is that a parameter was given. */
function typeOfConstant(constant: Constant): CodeType {
  switch (constant.type) {
    case 'number':
    case 'boolean':
    case 'string':
    case 'none':
      return { type: constant.type };
    case 'size':
    case 'symbolic':
      return number;
    case 'condition':
      return { type: 'boolean' };
    case 'word':
      return { type: 'choice', values: [constant.text] };
    case 'list':
      return { type: 'list', item: joinTypes(constant.items.map(typeOfConstant)) };
    case 'tuple':
      return { type: 'tuple', items: constant.items.map(typeOfConstant) };
    case 'object':
      return { type: 'unknown' };
  }
}
