import { leastOf, mostOf } from './bounds.ts';
import type { Condition } from './condition.ts';
import type { KnownSizes } from './known-sizes.ts';
import { rangeFrom } from './range-from.ts';
import { add, constantOf, type SizeExpression, greatestDivisor, type Size, subtract } from './size.ts';
import { commonPeriod, onlySymbol, zerosOf } from './solve.ts';

/** Whether a condition holds for all sizes that are allowed (true), for none (false), or for some or who knows. */
export function truthOf(condition: Condition, known: KnownSizes): boolean | undefined {
  if (typeof condition === 'boolean') return condition;
  switch (condition.type) {
    case 'equal':
      return isZero(known.difference(condition), known);
    case 'atLeast':
      return isNatural(known.difference(condition), known);
    case 'not': {
      const truth = truthOf(condition.of, known);
      return truth === undefined ? undefined : !truth;
    }
    case 'all':
    case 'any': {
      const deciding = condition.type === 'any';
      const truths = condition.of.map((part) => truthOf(part, known));
      if (truths.includes(deciding)) return deciding;
      return truths.includes(undefined) ? undefined : !deciding;
    }
  }
}

function isZero(size: Size, known: KnownSizes): boolean | undefined {
  if (typeof size === 'number') return Number.isNaN(size) ? undefined : size === 0;
  if (leastOf(size, known.rangeOf) > 0 || mostOf(size, known.rangeOf) < 0) return false;
  const common = size.terms.filter(({ key }) => key !== '').map((term) => term.coefficient);
  if (constantOf(size) % common.reduce(greatestDivisor, 0) !== 0) return false;
  const isKnown = known.equalities().some((other) => other.key === size.key || isNegation(other, size));
  return isKnown ? true : isZeroEverywhere(size, known);
}

function isNatural(size: Size, known: KnownSizes): boolean | undefined {
  if (typeof size === 'number') return Number.isNaN(size) ? undefined : size >= 0;
  if (leastOf(size, known.rangeOf) >= 0) return true;
  if (mostOf(size, known.rangeOf) < 0) return false;
  const isKnown = known.others.some(
    (other) =>
      other.type === 'atLeast' && leastOf(subtract(size, known.difference(other)), known.rangeOf) >= 0,
  );
  return isKnown ? true : undefined;
}

/** In one symbol, and where it repeats itself: whether it is 0 everywhere, or nowhere. */
function isZeroEverywhere(size: SizeExpression, known: KnownSizes): boolean | undefined {
  const name = onlySymbol(size);
  const zeros = name === undefined ? undefined : zerosOf(size, name);
  if (name === undefined || zeros === undefined) return undefined;
  const others = known.zerosIn(name);
  const period = commonPeriod([zeros, ...others]);
  if (period === undefined) return undefined;
  const { least, most } = known.rangeOf(name);
  const values = rangeFrom(least, Math.min(most, least + period - 1)).filter((value) =>
    others.every((each) => each.isZero(value)),
  );
  const truths = new Set(values.map((value) => zeros.isZero(value)));
  return truths.size === 1 ? truths.has(true) : undefined;
}

const isNegation = (a: SizeExpression, b: SizeExpression): boolean => add(a, b) === 0;
