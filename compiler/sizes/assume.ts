import type { Comparison, Condition } from './condition.ts';
import type { KnownSizes } from './known-sizes.ts';
import { rangeFrom } from './range-from.ts';
import { add, evaluateSize, multiply, symbol } from './size.ts';
import { commonPeriod, firstTrue, onlySymbol, residueOf } from './solve.ts';
import { solveFor } from './substitution.ts';

/** Adds a condition to what is known. */
export function assume(condition: Condition, known: KnownSizes): void {
  if (typeof condition === 'boolean') return;
  if (condition.type === 'all') return condition.of.forEach((part) => assume(part, known));
  if (condition.type === 'atLeast') return assumeAtLeast(condition, known);
  if (condition.type === 'equal') return assumeEqual(condition, known);
  known.others.push(condition);
}

function assumeEqual(condition: Comparison, known: KnownSizes): void {
  const size = known.difference(condition);
  if (typeof size === 'number') return;
  const solved = solveFor(size);
  if (solved !== undefined) {
    const { least, most } = known.rangeOf(solved.symbol);
    known.substitutions.push(solved);
    assumeAtLeast({ type: 'atLeast', left: solved.by, right: least }, known);
    if (most < Infinity) assumeAtLeast({ type: 'atLeast', left: most, right: solved.by }, known);
    return;
  }
  known.others.push(condition);
  const name = onlySymbol(size);
  if (name !== undefined) refine(name, known);
}

/** Where all that is known of a symbol is which rest it leaves, it is a multiple and that rest. */
function refine(name: string, known: KnownSizes): void {
  const zeros = known.zerosIn(name);
  const period = commonPeriod(zeros);
  if (zeros.length === 0 || period === undefined) return;
  const values = rangeFrom(0, period - 1).filter((value) => zeros.every((each) => each.isZero(value)));
  const residue = residueOf(values, period);
  if (residue === undefined) return;
  const { modulus, rest } = residue;
  const { least, most } = known.rangeOf(name);
  const made = { name: `${name}'`, ...residue };
  known.ranges.set(made.name, {
    least: Math.ceil((least - rest) / modulus),
    most: Math.floor((most - rest) / modulus),
  });
  known.substitutions.push({ symbol: name, by: add(multiply(symbol(made.name), modulus), rest), made });
}

function assumeAtLeast(condition: Comparison, known: KnownSizes): void {
  const size = known.difference(condition);
  if (typeof size === 'number') return;
  const name = onlySymbol(size);
  const growing = size.terms.filter(({ key }) => key !== '').map(({ coefficient }) => coefficient > 0);
  if (name === undefined || (growing.includes(true) && growing.includes(false))) {
    known.others.push(condition);
    return;
  }
  const { least, most } = known.rangeOf(name);
  const isTrue = (value: number): boolean => evaluateSize(size, { [name]: value }) >= 0;
  if (growing.includes(true)) {
    known.ranges.set(name, { least: firstTrue(isTrue, least) ?? least, most });
  } else {
    const end = firstTrue((value) => !isTrue(value), least);
    known.ranges.set(name, { least, most: end === undefined ? most : Math.min(most, end - 1) });
  }
}
