import {
  type Atom,
  evaluateSize,
  type SizeExpression,
  greatestDivisor,
  type Size,
  symbolsOf,
} from './size.ts';

/** The longest period that is walked through. */
const longestPeriod = 4096;

const leastMultiple = (a: number, b: number): number => (a / greatestDivisor(a, b)) * b;

/** The only symbol of a size that has one. */
export function onlySymbol(size: Size): string | undefined {
  const [only, ...others] = symbolsOf(size);
  return others.length === 0 ? only : undefined;
}

/** A step after which a size in one symbol has grown by the same wherever it began; undefined where there is none. */
function periodOf({ terms }: SizeExpression): number | undefined {
  let period = 1;
  for (const { atoms } of terms) {
    const [atom, ...others] = atoms;
    if (atom === undefined) continue;
    const own = others.length === 0 ? periodOfAtom(atom) : undefined;
    if (own === undefined) return undefined;
    period = leastMultiple(period, own);
    if (period > longestPeriod) return undefined;
  }
  return period;
}

function periodOfAtom(atom: Atom): number | undefined {
  if (atom.type === 'symbol') return 1;
  const inner = periodOf(atom.of);
  return inner === undefined ? undefined : inner * atom.by;
}

/** Where in a period a size in one symbol is 0; undefined where it does not repeat itself. */
export interface Zeros {
  readonly period: number;
  isZero(value: number): boolean;
}

export function zerosOf(size: SizeExpression, symbol: string): Zeros | undefined {
  const period = periodOf(size);
  const at = (value: number): number => evaluateSize(size, { [symbol]: value });
  if (period === undefined || period > longestPeriod || at(period) !== at(0)) return undefined;
  return { period, isZero: (value) => at(value) === 0 };
}

/** The common period of several; undefined where it is too long. */
export function commonPeriod(zeros: readonly Zeros[]): number | undefined {
  const period = zeros.reduce((common, each) => leastMultiple(common, each.period), 1);
  return period > longestPeriod ? undefined : period;
}

/** The numbers `modulus · n + rest`. */
export interface Residue {
  readonly modulus: number;
  readonly rest: number;
}

/** What numbers below a period have in common, where they are all that leave one rest. */
export function residueOf(values: readonly number[], period: number): Residue | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  const modulus = values.reduce((common, value) => greatestDivisor(common, value - first), period);
  return modulus > 1 && values.length === period / modulus ? { modulus, rest: first % modulus } : undefined;
}

/** The most that a search goes to. */
const farthest = 2 ** 40;

/** The first number from `from` on at which what only becomes true is true; undefined where that is too far. */
export function firstTrue(isTrue: (value: number) => boolean, from: number): number | undefined {
  let [below, above] = [from - 1, from];
  for (let step = 1; !isTrue(above); step *= 2) {
    if (above > farthest) return undefined;
    [below, above] = [above, above + step];
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (isTrue(middle)) above = middle;
    else below = middle;
  }
  return above;
}
