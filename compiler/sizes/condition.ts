import { type Assignment, evaluateSize, type Size, subtract, symbolsOf } from './size.ts';

/** Something about sizes that holds or does not; true and false where that is so whatever the symbols stand for. */
export type Condition = boolean | Comparison | Negation | Combination;

/** `left == right`, or `left >= right`. */
export interface Comparison {
  readonly type: 'equal' | 'atLeast';
  readonly left: Size;
  readonly right: Size;
}

export interface Negation {
  readonly type: 'not';
  readonly of: Exclude<Condition, boolean>;
}

export interface Combination {
  readonly type: 'all' | 'any';
  readonly of: readonly Exclude<Condition, boolean>[];
}

export function equal(left: Size, right: Size): Condition {
  if (typeof left === 'number' && typeof right === 'number') return left === right;
  const difference = subtract(left, right);
  return typeof difference === 'number' ? difference === 0 : { type: 'equal', left, right };
}

/** `left >= right` */
export function atLeast(left: Size, right: Size): Condition {
  if (typeof left === 'number' && typeof right === 'number') return left >= right;
  const difference = subtract(left, right);
  return typeof difference === 'number' ? difference >= 0 : { type: 'atLeast', left, right };
}

export function not(condition: Condition): Condition {
  if (typeof condition === 'boolean') return !condition;
  return condition.type === 'not' ? condition.of : { type: 'not', of: condition };
}

export const all = (conditions: readonly Condition[]): Condition => combine('all', conditions);
export const any = (conditions: readonly Condition[]): Condition => combine('any', conditions);

function combine(type: Combination['type'], conditions: readonly Condition[]): Condition {
  const deciding = type === 'any';
  if (conditions.includes(deciding)) return deciding;
  const open = conditions.filter((condition) => typeof condition !== 'boolean');
  const [only, ...others] = open;
  if (only === undefined) return !deciding;
  return others.length === 0 ? only : { type, of: open };
}

/** Whether a condition holds for given symbols. */
export function holds(condition: Condition, symbols: Assignment): boolean {
  if (typeof condition === 'boolean') return condition;
  switch (condition.type) {
    case 'equal':
      return evaluateSize(condition.left, symbols) === evaluateSize(condition.right, symbols);
    case 'atLeast':
      return evaluateSize(condition.left, symbols) >= evaluateSize(condition.right, symbols);
    case 'not':
      return !holds(condition.of, symbols);
    case 'all':
      return condition.of.every((part) => holds(part, symbols));
    case 'any':
      return condition.of.some((part) => holds(part, symbols));
  }
}

/** The sizes that a condition compares. */
export function sizesIn(condition: Condition): readonly Size[] {
  if (typeof condition === 'boolean') return [];
  switch (condition.type) {
    case 'equal':
    case 'atLeast':
      return [condition.left, condition.right];
    case 'not':
      return sizesIn(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(sizesIn);
  }
}

/** The names of the symbols in a condition, in order. */
export const symbolsIn = (condition: Condition): readonly string[] => symbolsOf(...sizesIn(condition));
