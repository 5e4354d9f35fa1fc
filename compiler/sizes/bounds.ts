import {
  type Atom,
  type Size,
  subtract,
  add,
  multiply,
  type Term,
  termsOf,
  sumOf,
  greatestDivisor,
} from './size.ts';

/** What a symbol may stand for, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

export type RangeOf = (symbol: string) => Range;

/** A symbol of which nothing is known is at least 1. */
export const anySize: RangeOf = () => ({ least: 1, most: Infinity });

/** A number that a size is never below. */
export const leastOf = (size: Size, of: RangeOf = anySize): number =>
  typeof size === 'number' ? size : Math.max(rangeOf(size, of).least, relaxedLeast(size, of));

/** A number that a size is never above. */
export const mostOf = (size: Size, of: RangeOf = anySize): number => -leastOf(subtract(0, size), of);

/** Each term by itself: atoms are at least 0 and grow with their symbols. */
function rangeOf(size: Size, of: RangeOf): Range {
  let least = 0;
  let most = 0;
  for (const { coefficient, atoms } of termsOf(size)) {
    const ranges = atoms.map((atom) => atomRange(atom, of));
    const low = ranges.reduce((product, range) => product * range.least, coefficient);
    const high = ranges.reduce((product, range) => times(product, range.most), coefficient);
    least += Math.min(low, high);
    most += Math.max(low, high);
  }
  return { least, most };
}

/** 0 · ∞ is 0: what is always 0 stays so. */
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

function atomRange(atom: Atom, of: RangeOf): Range {
  if (atom.type === 'symbol') return of(atom.name);
  const { least, most } = rangeOf(atom.of, of);
  return { least: Math.floor(least / atom.by), most: Math.floor(most / atom.by) };
}

/**
 * A bound in which a floor and what it is made of can cancel: (x − by + 1) / by ≤ ⌊x / by⌋ ≤ x / by, put in for every
 * floor that is a term of its own, all times the common multiple of their divisors.
 */
function relaxedLeast(size: Size, of: RangeOf): number {
  const divisors = termsOf(size).flatMap(({ atoms: [atom, ...others] }) =>
    atom?.type === 'floor' && others.length === 0 ? [atom.by] : [],
  );
  if (divisors.length === 0) return -Infinity;
  const common = divisors.reduce((a, b) => (a / greatestDivisor(a, b)) * b);
  const relaxed = termsOf(size)
    .map((term) => relax(term, common))
    .reduce(add);
  const { least } = rangeOf(relaxed, of);
  return Number.isNaN(least) ? -Infinity : Math.ceil(least / common);
}

function relax(term: Term, common: number): Size {
  const { coefficient, atoms } = term;
  const [atom, ...others] = atoms;
  if (atom?.type !== 'floor' || others.length > 0)
    return sumOf([{ ...term, coefficient: coefficient * common }]);
  const factor = coefficient * (common / atom.by);
  return multiply(coefficient > 0 ? subtract(atom.of, atom.by - 1) : atom.of, factor);
}
