import { entryNamed, type Named } from '../../catalogue/entry/entry.ts';
import { constraintDefinitions } from '../../catalogue/constraints/registry.ts';
import { initializerDefinitions } from '../../catalogue/initializers/registry.ts';
import { regularizerDefinitions } from '../../catalogue/regularizers/registry.ts';
import type { CodeArgument } from '../model/call.ts';
import type { CodeExpression, CodeText } from '../model/expression.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { typeOf } from '../model/type-of.ts';
import type { Code } from '../text/code.ts';
import type { NameAllocator } from '../text/name-allocator.ts';
import { python } from '../text/python-writer.ts';
import { type KerasModule, pythonName, type Unit } from './unit.ts';

const { code } = python;

/** Where an expression stands. */
export interface ExpressionPlace {
  readonly unit: Unit;
  readonly names: NameAllocator<'python'>;
  /** In a function: what its values are owned by, by name. */
  readonly locals?: Map<string, object>;
}

/** What a value is called. Those of one name, of which none sees another, share it. */
export function nameOf(symbol: CodeSymbol, { names, locals }: ExpressionPlace): Code<'python'> {
  const known = names.find(symbol);
  if (known !== undefined) return known;
  const isLocal = symbol.kind === 'loop variable' || symbol.kind === 'value';
  if (!isLocal || locals === undefined) return names.of(symbol, pythonName(symbol));
  const owner = locals.get(symbol.name) ?? {};
  locals.set(symbol.name, owner);
  return names.of(owner, symbol.name);
}

/** A condition's opposite. */
export function printOpposite(expression: CodeExpression, place: ExpressionPlace): Code<'python'> {
  if (expression.type === 'unary' && expression.operator === 'not')
    return printExpression(expression.operand, place);
  const operator = expression.type === 'binary' ? opposites[expression.operator] : undefined;
  if (expression.type === 'binary' && operator !== undefined)
    return printBinary({ ...expression, operator }, place);
  return code`not (${printExpression(expression, place)})`;
}

const opposites: Readonly<Partial<Record<Binary['operator'], Binary['operator']>>> = {
  ...{ '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' },
};

/** How tightly something binds, as Python counts. */
const levels = { conditional: 0, or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7, atom: 8 };

function levelOf(expression: CodeExpression): number {
  const { type } = expression;
  if (type === 'conditional') return levels.conditional;
  if (type === 'unary') return expression.operator === 'not' ? levels.not : levels.sign;
  if (type === 'binary') return binaryLevel(expression.operator);
  return type === 'number' && expression.value < 0 ? levels.sign : levels.atom;
}

type Binary = Extract<CodeExpression, { type: 'binary' }>;

function binaryLevel(operator: Binary['operator']): number {
  if (operator === 'or' || operator === 'and') return levels[operator];
  if (operator === '+' || operator === '-') return levels.sum;
  return ['*', '/', '//', '%'].includes(operator) ? levels.product : levels.comparison;
}

/** A value as Python writes it. */
export function printExpression(expression: CodeExpression, place: ExpressionPlace): Code<'python'> {
  switch (expression.type) {
    case 'number':
    case 'boolean':
      return code`${expression.value}`;
    case 'none':
      return code`None`;
    case 'text':
      return printText(expression, place);
    case 'word':
      return code`${expression.text}`;
    case 'symbol':
      return nameOf(expression.symbol, place);
    case 'list':
      return code`[${python.join(expression.items.map((item) => printExpression(item, place)))}]`;
    case 'tuple':
      return code`(${python.join(expression.items.map((item) => printExpression(item, place)))})`;
    case 'item':
      return code`${within(expression.list, levels.atom, place)}[${integer(expression.index, place)}]`;
    case 'unary':
      return printUnary(expression, place);
    case 'binary':
      return printBinary(expression, place);
    case 'conditional': {
      const { condition, then, else: other } = expression;
      const [yes, test] = [within(then, levels.or, place), within(condition, levels.or, place)];
      return code`${yes} if ${test} else ${within(other, levels.conditional, place)}`;
    }
    case 'call':
      return printFunction(expression, place);
    case 'object':
      return printShared(expression, place);
  }
}

/** An expression, in parentheses where it binds less tightly than its place wants. */
function within(expression: CodeExpression, level: number, place: ExpressionPlace): Code<'python'> {
  const printed = printExpression(expression, place);
  return levelOf(expression) < level ? code`(${printed})` : printed;
}

/** One that has to be a whole number to Python, too. */
export function integer(expression: CodeExpression, place: ExpressionPlace): Code<'python'> {
  if (place.unit.shared.integers.has(expression)) return printExpression(expression, place);
  if (expression.type === 'list' || expression.type === 'tuple') {
    const items = python.join(expression.items.map((item) => integer(item, place)));
    return expression.type === 'list' ? code`[${items}]` : code`(${items})`;
  }
  const of = typeOf(expression);
  const isList = of.type === 'list' || of.type === 'tuple' || of.type === 'union';
  return isList ? printExpression(expression, place) : code`int(${printExpression(expression, place)})`;
}

function printUnary(
  { operator, operand }: Extract<CodeExpression, { type: 'unary' }>,
  place: ExpressionPlace,
): Code<'python'> {
  if (operator === 'not') return code`not ${within(operand, levels.not, place)}`;
  return operator === '-'
    ? code`-${within(operand, levels.sign, place)}`
    : within(operand, levels.sign, place);
}

function printBinary({ operator, left, right }: Binary, place: ExpressionPlace): Code<'python'> {
  const level = binaryLevel(operator);
  const isComparison = level === levels.comparison;
  const first = within(left, isComparison ? level + 1 : level, place);
  const second = within(right, level + 1, place);
  const isConstant = ({ type }: CodeExpression): boolean => type === 'none' || type === 'boolean';
  if (isConstant(left) || isConstant(right)) {
    if (operator === '==') return code`${first} is ${second}`;
    if (operator === '!=') return code`${first} is not ${second}`;
  }
  return code`${first} ${operators[operator]} ${second}`;
}

const operators: Readonly<Record<Binary['operator'], Code<'python'>>> = {
  ...{ '+': code`+`, '-': code`-`, '*': code`*`, '/': code`/`, '//': code`//`, '%': code`%` },
  ...{ '==': code`==`, '!=': code`!=`, '<': code`<`, '<=': code`<=`, '>': code`>`, '>=': code`>=` },
  ...{ and: code`and`, or: code`or` },
};

function printFunction(
  { function: name, arguments: given }: Extract<CodeExpression, { type: 'call' }>,
  place: ExpressionPlace,
): Code<'python'> {
  const values = python.join(given.map((each) => printExpression(each, place)));
  switch (name) {
    case 'floor':
    case 'ceil':
      return code`${place.unit.math}.${python.name(name)}(${values})`;
    case 'pairwise':
      return code`list(${place.unit.standard('itertools', 'pairwise')}(${values}))`;
    case 'len':
    case 'min':
    case 'max':
    case 'round':
      return code`${python.name(name)}(${values})`;
  }
}

/** A text; a number in it is written as the language writes it. */
export function printText({ parts }: CodeText, place: ExpressionPlace): Code<'python'> {
  const [only, ...others] = parts.filter((part) => part !== '');
  const isText = typeof only === 'object' && typeOf(only).type === 'string';
  if (isText && others.length === 0) return printExpression(only, place);
  return python.interpolation(
    parts.map((part) => {
      if (typeof part === 'string') return part;
      if (part.type === 'number' && Number.isInteger(part.value)) return String(part.value);
      const isFraction = typeOf(part).type === 'number' && !place.unit.shared.integers.has(part);
      const printed = printExpression(part, place);
      return isFraction ? code`${printed}:g` : printed;
    }),
  );
}

type KerasObject = Extract<CodeExpression, { type: 'object' }>;

/** What Keras's objects of a kind are in, and what they are written as there. */
function classOf(kind: string): readonly [module: KerasModule, name: string] {
  const rows = [
    ['initializers', initializerDefinitions],
    ['regularizers', regularizerDefinitions],
    ['constraints', constraintDefinitions],
  ] as const;
  for (const [module, entries] of rows) {
    const entry = entryNamed<Named>(entries, kind);
    const name = entry && [kind, entry.kind, ...(entry.aliases ?? [])].find((each) => /^[A-Z]/.test(each));
    if (name !== undefined) return [module, name];
  }
  throw new RangeError(`${kind} is no object of Keras's`);
}

/** One of Keras's objects, as the argument of the only layer that has it. */
export function printObject({ kind, arguments: given }: KerasObject, place: ExpressionPlace): Code<'python'> {
  const [module, name] = classOf(kind);
  return code`${place.unit.keras(module)}.${python.name(name)}(${python.join(objectArguments(given, place))})`;
}

/**
 * One that several layers may have. An initialiser draws the same numbers each time that it is asked, so that it is written as
 * what Keras makes one of for each layer.
 */
function printShared(expression: KerasObject, place: ExpressionPlace): Code<'python'> {
  const [module, name] = classOf(expression.kind);
  if (module !== 'initializers') return printObject(expression, place);
  const config = expression.arguments.map(
    ({ name: key, value }) => code`${key}: ${printExpression(value, place)}`,
  );
  return code`{"class_name": ${name}, "config": {${python.join(config)}}}`;
}

const objectArguments = (given: readonly CodeArgument[], place: ExpressionPlace): readonly Code<'python'>[] =>
  given.map(({ name, value }) => code`${python.name(name)}=${printExpression(value, place)}`);
