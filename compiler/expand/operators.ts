import type { Binary, BinaryOperator, Expression, Unary } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { Details, Reporter } from '../diagnostics/reporter.ts';
import { all, any, type Condition, equal, not } from '../sizes/condition.ts';
import { multiply } from '../sizes/size.ts';
import {
  type Constant,
  booleanConstant,
  conditionConstant,
  describe,
  numberConstant,
  sameConstant,
  sizeConstant,
  stringConstant,
  weightOf,
} from './constant.ts';
import { applySymbolic, isSymbolic, toSize } from './symbolic-operators.ts';
import { maximumLength } from './limits.ts';
import { type Place, known, spend } from './place.ts';
import { isKnownWord } from './vocabulary.ts';

export const isBoolean = (value: Constant): value is Extract<Constant, { type: 'boolean' }> =>
  value.type === 'boolean';

/** `-x`, `+x`, `not x`. */
export function applyUnary(unary: Unary, operand: Constant, reporter: Reporter): Constant | undefined {
  if (unary.operator === 'not') {
    if (isBoolean(operand)) return booleanConstant(!operand.value);
    if (operand.type === 'condition') return conditionConstant(not(operand.condition));
  } else if (operand.type === 'symbolic') {
    return unary.operator === '-' ? sizeConstant(multiply(operand.size, -1)) : operand;
  } else if (operand.type === 'number') {
    return numberConstant(unary.operator === '-' ? -operand.value : operand.value);
  }
  return reporter.report('CNN119', unary.span, [unary.operator, describe(operand), '']);
}

type Evaluate = (expression: Expression) => Constant | undefined;

/** Every operator of two operands; `and` and `or` evaluate the right one only where it matters. */
export function applyBinary(binary: Binary, inner: Evaluate, place: Place): Constant | undefined {
  const { operator } = binary;
  if (operator === 'and' || operator === 'or') return applyLogic(binary, operator, inner, place);
  const left = inner(binary.left);
  const right = inner(binary.right);
  const equality = operator === '==' || operator === '!=';
  if (left === undefined || right === undefined) {
    const strange = (value: Constant | undefined): boolean =>
      value?.type === 'word' && !(equality && isKnownWord(value.text));
    if (strange(left)) known(binary.left, left, place);
    if (strange(right)) known(binary.right, right, place);
    return undefined;
  }
  if (place.reporter.work.isSpent) return undefined;
  if (equality) return applyEquality(binary, left, right, place);
  const a = known(binary.left, left, place);
  const b = known(binary.right, right, place);
  if (a === undefined || b === undefined) return undefined;
  if (divides(operator) && isZero(b)) return place.reporter.report('CNN120', binary.right.span, []);
  if (isSymbolic(a, b)) return applySymbolic(binary, operator, a, b, place);
  const result = calculate(operator, a, b);
  if (result === 'mismatch') {
    return place.reporter.report('CNN119', binary.span, [operator, describe(a), describe(b)]);
  }
  return checkResult(binary, result, place);
}

function applyLogic(
  binary: Binary,
  operator: 'and' | 'or',
  inner: Evaluate,
  place: Place,
): Constant | undefined {
  const left = condition(binary.left, inner, place);
  if (left === undefined) return undefined;
  if (left === (operator === 'or')) return booleanConstant(left);
  const right = condition(binary.right, inner, place);
  if (right === undefined) return undefined;
  return conditionConstant(operator === 'or' ? any([left, right]) : all([left, right]));
}

/** A number as a condition: what it is compared with in other languages. */
export function comparedWithZero({ span, type }: Expression, value: Constant): Details {
  if (value.type !== 'number' || (type !== 'path' && type !== 'number')) return {};
  const text = `${textOf(span)} != 0`;
  return { fix: `write \`${text}\``, edits: [{ span, text }] };
}

function condition(expression: Expression, inner: Evaluate, place: Place): Condition | undefined {
  const value = known(expression, inner(expression), place);
  if (value === undefined) return undefined;
  if (isBoolean(value)) return value.value;
  if (value.type === 'condition') return value.condition;
  return place.reporter.report(
    'CNN127',
    expression.span,
    [describe(value)],
    comparedWithZero(expression, value),
  );
}

/** Words compare with words only, and only such as some parameter knows, so that a misspelt one is found. */
function applyEquality(binary: Binary, left: Constant, right: Constant, place: Place): Constant | undefined {
  const vague = (value: Constant, other: Constant): boolean =>
    value.type === 'word' && (!isKnownWord(value.text) || !['word', 'none', 'object'].includes(other.type));
  if (vague(left, right)) return known(binary.left, left, place);
  if (vague(right, left)) return known(binary.right, right, place);
  if (isSymbolic(left, right)) {
    const same = equal(toSize(left), toSize(right));
    return conditionConstant(binary.operator === '==' ? same : not(same));
  }
  if (!spend(Math.min(weightOf(left), weightOf(right)), binary.span, place)) return undefined;
  return booleanConstant(sameConstant(left, right) === (binary.operator === '=='));
}

export type Arithmetic = Exclude<BinaryOperator, 'and' | 'or' | '==' | '!='>;

const divides = (operator: Arithmetic): boolean => ['/', '//', '%'].includes(operator);

const isZero = (value: Constant): boolean =>
  (value.type === 'number' && value.value === 0) || (value.type === 'size' && value.bytes === 0);

function calculate(operator: Arithmetic, a: Constant, b: Constant): Constant | 'mismatch' {
  if (a.type === 'number' && b.type === 'number') return onNumbers(operator, a.value, b.value);
  if (a.type === 'size' || b.type === 'size') return onSizes(operator, a, b);
  if (operator === '*') return repeated(a, b);
  if (operator !== '+') return 'mismatch';
  if (a.type === 'string' && b.type === 'string') return stringConstant(a.value + b.value);
  if (a.type === 'list' && b.type === 'list') {
    return { type: 'list', items: [...a.items, ...b.items], weight: weightOf(a) + weightOf(b) };
  }
  return 'mismatch';
}

/** A list a number of times; what is too long is not made, but weighed. */
function repeated(a: Constant, b: Constant): Constant | 'mismatch' {
  const [list, count] = a.type === 'list' ? [a, b] : [b, a];
  if (list.type !== 'list' || count.type !== 'number') return 'mismatch';
  const { value: times } = count;
  if (!Number.isInteger(times) || times < 0) return 'mismatch';
  const weight = 1 + (list.weight - 1) * times;
  const isMade = list.items.length > 0 && weight <= maximumLength;
  const items = !isMade ? [] : Array.from({ length: times }, () => list.items).flat();
  return { type: 'list', items, weight };
}

function onNumbers(operator: Arithmetic, a: number, b: number): Constant {
  switch (operator) {
    case '+':
      return numberConstant(a + b);
    case '-':
      return numberConstant(a - b);
    case '*':
      return numberConstant(a * b);
    case '/':
      return numberConstant(a / b);
    case '//':
      return numberConstant(floorDivide(a, b));
    case '%':
      return numberConstant(remainder(a, b));
    case '<':
      return booleanConstant(a < b);
    case '<=':
      return booleanConstant(a <= b);
    case '>':
      return booleanConstant(a > b);
    case '>=':
      return booleanConstant(a >= b);
  }
}

/** Python's `%`: the sign of the divisor. */
function remainder(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** Python's `//`, exact where a plain `floor(a / b)` would round up first. */
const floorDivide = (a: number, b: number): number => Math.round((a - remainder(a, b)) / b);

/** Sizes add, scale by numbers, divide into numbers and compare. */
function onSizes(operator: Arithmetic, a: Constant, b: Constant): Constant | 'mismatch' {
  if (a.type === 'size' && b.type === 'size') {
    const result = onNumbers(operator, a.bytes, b.bytes);
    if (operator === '*') return 'mismatch';
    const ratio = operator === '/' || operator === '//' || result.type !== 'number';
    return ratio ? result : { type: 'size', bytes: result.value };
  }
  if (a.type === 'size' && b.type === 'number' && ['*', '/', '//'].includes(operator)) {
    const result = onNumbers(operator, a.bytes, b.value);
    return result.type === 'number' ? { type: 'size', bytes: result.value } : 'mismatch';
  }
  if (a.type === 'number' && b.type === 'size' && operator === '*') {
    return { type: 'size', bytes: a.value * b.bytes };
  }
  return 'mismatch';
}

function checkResult(binary: Binary, result: Constant, place: Place): Constant | undefined {
  const { reporter } = place;
  const value = result.type === 'number' ? result.value : result.type === 'size' ? result.bytes : 0;
  if (!Number.isFinite(value)) return reporter.report('CNN121', binary.span, ['the result']);
  const length = result.type === 'string' ? result.value.length : weightOf(result);
  if (length <= maximumLength) return spend(length, binary.span, place) ? result : undefined;
  return reporter.report('CNN128', binary.span, ['the result is too long', maximumLength]);
}
