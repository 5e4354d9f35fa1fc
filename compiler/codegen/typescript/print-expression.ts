import { constraintDefinitions } from '../../catalogue/constraints/registry.ts';
import { entryNamed } from '../../catalogue/entry/entry.ts';
import { initializerDefinitions } from '../../catalogue/initializers/registry.ts';
import { regularizerDefinitions } from '../../catalogue/regularizers/registry.ts';
import type { CodeArgument } from '../model/call.ts';
import type { CodeExpression, CodeText } from '../model/expression.ts';
import type { CodeType } from '../model/symbol.ts';
import { typeOf } from '../model/type-of.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { camelCase } from './camel-case.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { activationParts, activationWords } from './rows/activations.ts';
import { constraintRows, initializerRows, regularizerRows, type ValueRow } from './rows/values.ts';

const { code } = ts;

/** What a word is looked up as: the type of a parameter of the catalogue, or of a symbol. */
export type Expected = string | undefined;

/** An expression in TypeScript; what is not needed of its brackets Prettier takes away. */
export function printExpression(
  expression: CodeExpression,
  context: ModuleContext,
  expected?: Expected,
): TsCode {
  const print = (each: CodeExpression): TsCode => printExpression(each, context);
  switch (expression.type) {
    case 'number':
      return ts.number(expression.value);
    case 'boolean':
      return code`${expression.value}`;
    case 'none':
      return code`null`;
    case 'text':
      return printText(expression, context);
    case 'word':
      return printWord(expression.text, context, expected);
    case 'symbol':
      return context.use(expression.symbol);
    case 'list':
    case 'tuple':
      return code`[${ts.join(expression.items.map(print))}]`;
    case 'item':
      return code`${context.part('options', 'item')}(${print(expression.list)}, ${print(expression.index)})`;
    case 'unary':
      return expression.operator === 'not'
        ? code`!(${print(expression.operand)})`
        : signed(expression.operator, print(expression.operand));
    case 'binary':
      return printBinary(expression, context);
    case 'conditional':
      return code`((${print(expression.condition)}) ? (${printExpression(expression.then, context, expected)}) : (${printExpression(expression.else, context, expected)}))`;
    case 'call':
      return printCall(expression, context);
    case 'object':
      return printObject(expression.kind, expression.arguments, context, expected);
  }
}

const signed = (operator: '-' | '+', operand: TsCode): TsCode =>
  operator === '-' ? code`(-(${operand}))` : code`(+(${operand}))`;

/** A text with values in it. */
export function printText({ parts }: CodeText, context: ModuleContext): TsCode {
  const printed = parts.map((part) => (typeof part === 'string' ? part : inText(part, context)));
  const [only] = printed;
  return printed.length === 1 && only !== undefined && typeof only !== 'string'
    ? only
    : ts.interpolation(printed);
}

/** A value within a text, where TypeScript wants texts. */
function inText(part: CodeExpression, context: ModuleContext): TsCode {
  const printed = printExpression(part, context);
  return isText(typeOf(part)) ? printed : code`String(${printed})`;
}

const isText = (type: CodeType): boolean =>
  type.type === 'string' || type.type === 'choice' || (type.type === 'union' && type.of.every(isText));

type Binary = Extract<CodeExpression, { type: 'binary' }>;

function printBinary(expression: Binary, context: ModuleContext): TsCode {
  const { operator, left, right } = expression;
  const [a, b] = [printExpression(left, context), printExpression(right, context)];
  const isList = [left, right].some((side) => ['list', 'tuple'].includes(typeOf(side).type));
  switch (operator) {
    case '+':
      return isList
        ? code`[${itemsOf(left, a, context)}, ${itemsOf(right, b, context)}]`
        : code`(${a} + ${b})`;
    case '*': {
      const leftIsList = ['list', 'tuple'].includes(typeOf(left).type);
      if (isList)
        return code`${context.part('lists', 'repeated')}(${leftIsList ? a : b}, ${leftIsList ? b : a})`;
      return code`(${a} * ${b})`;
    }
    case '-':
      return code`(${a} - ${b})`;
    case '/':
      return code`(${a} / ${b})`;
    case '//':
      return code`Math.floor(${a} / ${b})`;
    case '%':
      return mayBeNegative(left) ? code`${context.part('lists', 'modulo')}(${a}, ${b})` : code`(${a} % ${b})`;
    case '==':
      return isList ? code`${context.part('lists', 'isSame')}(${a}, ${b})` : code`(${a} === ${b})`;
    case '!=':
      return isList ? code`!${context.part('lists', 'isSame')}(${a}, ${b})` : code`(${a} !== ${b})`;
    case '<':
      return code`(${a} < ${b})`;
    case '<=':
      return code`(${a} <= ${b})`;
    case '>':
      return code`(${a} > ${b})`;
    case '>=':
      return code`(${a} >= ${b})`;
    case 'and':
      return code`((${a}) && (${b}))`;
    case 'or':
      return code`((${a}) || (${b}))`;
  }
}

/** The items of a list within another: as they are written, where they are. */
function itemsOf(list: CodeExpression, printed: TsCode, context: ModuleContext): TsCode {
  if (list.type === 'list' && list.items.length > 0) {
    return ts.join(list.items.map((each) => printExpression(each, context)));
  }
  if (list.type === 'binary' && list.operator === '+') {
    const [left, right] = [list.left, list.right].map((side) =>
      itemsOf(side, printExpression(side, context), context),
    );
    return code`${left ?? ts.empty}, ${right ?? ts.empty}`;
  }
  return code`...${printed}`;
}

const mayBeNegative = (expression: CodeExpression): boolean =>
  expression.type === 'unary' ||
  (expression.type === 'binary' && expression.operator === '-') ||
  (expression.type === 'number' && expression.value < 0);

function printCall(expression: Extract<CodeExpression, { type: 'call' }>, context: ModuleContext): TsCode {
  const given = expression.arguments.map((argument) => printExpression(argument, context));
  const all = ts.join(given);
  const [first = ts.empty] = given;
  const isList = given.length === 1;
  switch (expression.function) {
    case 'min':
      return isList ? code`Math.min(...${first})` : code`Math.min(${all})`;
    case 'max':
      return isList ? code`Math.max(...${first})` : code`Math.max(${all})`;
    case 'floor':
      return code`Math.floor(${all})`;
    case 'ceil':
      return code`Math.ceil(${all})`;
    case 'round':
      return code`${context.part('lists', 'roundToEven')}(${all})`;
    case 'len':
      return code`(${first}).length`;
    case 'pairwise':
      return code`${context.part('lists', 'pairwise')}(${all})`;
  }
}

/** A word of Keras's. */
function printWord(word: string, context: ModuleContext, expected: Expected): TsCode {
  if (expected === 'activation') {
    const part = activationParts[word];
    return part === undefined ? ts.text(activationWords[word] ?? camelCase(word)) : context.of(part);
  }
  return expected !== undefined && expected in definitions
    ? printObject(word, [], context, expected)
    : ts.text(camelCase(word));
}

const definitions = {
  initializer: [initializerDefinitions, initializerRows],
  regularizer: [regularizerDefinitions, regularizerRows],
  constraint: [constraintDefinitions, constraintRows],
} as const;

/** One of Keras's objects, by its class or its word. */
function printObject(
  name: string,
  given: readonly CodeArgument[],
  context: ModuleContext,
  expected: Expected,
): TsCode {
  const sorts = expected !== undefined && expected in definitions ? [expected] : Object.keys(definitions);
  for (const sort of sorts) {
    const [entries, rows] = definitions[sort as keyof typeof definitions];
    const entry = entryNamed<{ readonly kind: string; readonly aliases?: readonly string[] }>(entries, name);
    const row = entry === undefined ? undefined : rows[entry.kind];
    if (row === undefined) continue;
    return typeof row === 'string' ? ts.text(row) : callOf(row, given, context);
  }
  throw new RangeError(`no value of Keras is ${name}`);
}

function callOf(row: ValueRow, given: readonly CodeArgument[], context: ModuleContext): TsCode {
  const names = new Set(given.map((argument) => argument.name));
  const preset = Object.entries(row.options ?? {})
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => code`${ts.name(name)}: ${value}`);
  const written = given
    .filter(({ value }) => value.type !== 'none')
    .map(({ name, value }) => code`${ts.name(camelCase(name))}: ${printExpression(value, context)}`);
  const options = [...preset, ...written];
  return options.length === 0
    ? code`${context.of(row)}()`
    : code`${context.of(row)}({ ${ts.join(options)} })`;
}
