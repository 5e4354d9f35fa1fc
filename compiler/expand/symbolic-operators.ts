import type { Binary, BinaryOperator } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { atLeast, type Condition, equal } from '../sizes/condition.ts';
import { writeAssignment } from '../sizes/format-condition.ts';
import {
  add,
  divideExactly,
  floorDivide,
  isTooComplicated,
  multiply,
  remainder,
  type Size,
  subtract,
  symbolsOf,
} from '../sizes/size.ts';
import { type Constant, conditionConstant, describe, sizeConstant } from './constant.ts';
import { factsAt, type Place } from './place.ts';

type Sized = Extract<Constant, { type: 'number' | 'symbolic' }>;

type Arithmetic = Exclude<BinaryOperator, 'and' | 'or' | '==' | '!='>;

const isSized = (value: Constant): value is Sized => value.type === 'number' || value.type === 'symbolic';

/** Whether two values are sizes of which one at least is symbolic. */
export const isSymbolic = (a: Constant, b: Constant): boolean =>
  isSized(a) && isSized(b) && (a.type === 'symbolic' || b.type === 'symbolic');

/** The size that a value is. */
export function toSize(value: Constant): Size {
  if (value.type === 'symbolic') return value.size;
  return value.type === 'number' ? value.value : NaN;
}

/** An operator on sizes of which one at least is symbolic. */
export function applySymbolic(
  binary: Binary,
  operator: Arithmetic,
  left: Constant,
  right: Constant,
  place: Place,
): Constant | undefined {
  const [a, b] = [toSize(left), toSize(right)];
  const compare = comparisons[operator];
  if (compare !== undefined) return conditionConstant(compare(a, b));
  if (isBroken(a) || isBroken(b)) {
    return place.reporter.report('CNN119', binary.span, [operator, describe(left), describe(right)]);
  }
  const result = calculate(binary, operator, a, b, place);
  if (result === undefined) return undefined;
  if (isTooComplicated(result)) {
    return place.reporter.report('CNN121', binary.span, [`\`${textOf(binary.span).slice(0, 40)}\``]);
  }
  return sizeConstant(result);
}

const isBroken = (size: Size): boolean => typeof size === 'number' && !Number.isInteger(size);

/** Whole numbers that are compared with others, rounded so that the comparison stays the same. */
const up = (size: Size): Size => (typeof size === 'number' ? Math.ceil(size) : size);
const down = (size: Size): Size => (typeof size === 'number' ? Math.floor(size) : size);
const less = (a: Size, b: Size): Condition => atLeast(subtract(up(b), 1), down(a));

const comparisons: Partial<Record<Arithmetic, (a: Size, b: Size) => Condition>> = {
  '<': less,
  '>': (a, b) => less(b, a),
  '<=': (a, b) => atLeast(down(b), up(a)),
  '>=': (a, b) => atLeast(down(a), up(b)),
};

function calculate(binary: Binary, operator: Arithmetic, a: Size, b: Size, place: Place): Size | undefined {
  if (operator === '+') return add(a, b);
  if (operator === '-') return subtract(a, b);
  return operator === '*' ? multiply(a, b) : divide(binary, operator, a, b, place);
}

function divide(binary: Binary, operator: Arithmetic, a: Size, b: Size, place: Place): Size | undefined {
  const exact = divideExactly(a, b);
  if (exact !== undefined) return operator === '%' ? 0 : exact;
  if (typeof b !== 'number') {
    return place.reporter.report('CNN224', binary.right.span, ['a divisor', symbolsOf(b)]);
  }
  const [of, by] = b < 0 ? [multiply(a, -1), -b] : [a, b];
  if (operator === '%') return multiply(remainder(of, by), b < 0 ? -1 : 1);
  const quotient = floorDivide(of, by);
  if (operator === '//') return quotient;
  const { type, witness = {} } = factsAt(place).decide(equal(remainder(of, by), 0));
  if (type === 'proved') return quotient;
  const { source, start, end } = binary.span;
  const written = source.text.slice(start, end);
  return place.reporter.report('CNN226', binary.span, [written, writeAssignment(witness)], {
    edits: [{ span: binary.operatorSpan, text: '//' }],
  });
}
