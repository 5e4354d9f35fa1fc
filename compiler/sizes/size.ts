/*
 * Sizes of tensors: numbers, or whole-number expressions over symbols (`?h`) of at least 1. An expression is kept in a
 * normal form, so that two that are equal term by term have the same key:
 *
 * - a sum of products of atoms with whole coefficients; an atom is a symbol or ⌊expression / number⌋;
 * - under a floor, every coefficient is at least 0 and below the divisor, and they have no divisor in common with it;
 * - a floor of a floor is one floor.
 *
 * So every atom is at least 0, and grows with every symbol.
 */
import { ownValue } from '../../grammar/own-value.ts';

/** A size: a number, or an expression over symbols. NaN stands for one that is too complicated to keep. */
export type Size = number | SizeExpression;

/** A sum of terms, sorted by their keys; never a constant. */
export interface SizeExpression {
  readonly terms: readonly Term[];
  /** The same for the same sum. */
  readonly key: string;
}

/** `coefficient · atom · …`; a power is an atom several times. */
export interface Term {
  readonly coefficient: number;
  /** Sorted by their keys; none for a constant. */
  readonly atoms: readonly Atom[];
  readonly key: string;
}

export type Atom = SymbolAtom | FloorAtom;

/** A symbol: `h` of `?h`. */
export interface SymbolAtom {
  readonly type: 'symbol';
  readonly name: string;
  readonly key: string;
}

/** ⌊of / by⌋ */
export interface FloorAtom {
  readonly type: 'floor';
  readonly of: SizeExpression;
  readonly by: number;
  readonly key: string;
}

/** The longest key: an expression that is longer is given up. */
const longestKey = 1000;
/** The most terms that a product may pass through. */
const mostTerms = 4096;

/** A symbol as a size. */
export function symbol(name: string): SizeExpression {
  const atom: SymbolAtom = { type: 'symbol', name, key: name };
  return { terms: [{ coefficient: 1, atoms: [atom], key: name }], key: `1*${name}` };
}

/** Its terms; of a number, the constant. */
export const termsOf = (size: Size): readonly Term[] =>
  typeof size === 'number' ? [{ coefficient: size, atoms: [], key: '' }] : size.terms;

/** The constant term. */
export const constantOf = (size: Size): number =>
  typeof size === 'number' ? size : (size.terms.find(({ key }) => key === '')?.coefficient ?? 0);

/** The normal form of a sum of terms. */
export function sumOf(terms: Iterable<Term>): Size {
  const found = new Map<string, Term>();
  for (const term of terms) {
    const known = found.get(term.key);
    found.set(term.key, known === undefined ? term : scaledTo(term, known.coefficient + term.coefficient));
  }
  const kept = [...found.values()].filter(({ coefficient }) => coefficient !== 0);
  return inOrder(kept.sort((a, b) => (a.key < b.key ? -1 : 1)));
}

/** The sum of terms that are in order, each of other atoms, none of them 0. */
function inOrder(terms: readonly Term[]): Size {
  const [first, ...others] = terms;
  if (others.length === 0 && (first === undefined || first.key === '')) return first?.coefficient ?? 0;
  let key = '';
  for (const { coefficient, key: atoms } of terms) {
    if (!Number.isSafeInteger(coefficient)) return NaN;
    key += `${key === '' ? '' : '+'}${coefficient}*${atoms}`;
  }
  return key.length <= longestKey ? { terms, key } : NaN;
}

const scaledTo = ({ atoms, key }: Term, coefficient: number): Term => ({ coefficient, atoms, key });

export function add(a: Size, b: Size): Size {
  if (typeof a === 'number') return typeof b === 'number' ? a + b : plus(b, a);
  return typeof b === 'number' ? plus(a, b) : sumOf([...a.terms, ...b.terms]);
}

/** The constant is the first term: its key is empty. */
function plus(size: SizeExpression, constant: number): Size {
  if (constant === 0) return size;
  const [first, ...others] = size.terms;
  if (first?.key !== '') return inOrder([{ coefficient: constant, atoms: [], key: '' }, ...size.terms]);
  const sum = first.coefficient + constant;
  return inOrder(sum === 0 ? others : [scaledTo(first, sum), ...others]);
}

export function subtract(a: Size, b: Size): Size {
  if (typeof b === 'number') return add(a, -b);
  return sumOf([...termsOf(a), ...b.terms.map((term) => scaledTo(term, -term.coefficient))]);
}

export function multiply(a: Size, b: Size): Size {
  if (typeof a === 'number') return typeof b === 'number' ? a * b : times(b, a);
  if (typeof b === 'number') return times(a, b);
  if (a.terms.length * b.terms.length > mostTerms) return NaN;
  return sumOf(a.terms.flatMap((x) => b.terms.map((y) => productOf(x, y))));
}

function times(size: SizeExpression, factor: number): Size {
  if (factor === 0 || factor === 1) return factor === 0 ? 0 : size;
  return inOrder(size.terms.map((term) => scaledTo(term, term.coefficient * factor)));
}

function productOf(x: Term, y: Term): Term {
  const coefficient = x.coefficient * y.coefficient;
  if (y.atoms.length === 0) return scaledTo(x, coefficient);
  if (x.atoms.length === 0) return scaledTo(y, coefficient);
  return termOf(coefficient, [...x.atoms, ...y.atoms]);
}

/** A term with its atoms in order. */
export function termOf(coefficient: number, atoms: readonly Atom[]): Term {
  const sorted = atoms.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { coefficient, atoms: sorted, key: sorted.map(({ key }) => key).join('·') };
}

/** a − by · ⌊a / by⌋ for whole numbers, by > 0. */
const rest = (a: number, by: number): number => ((a % by) + by) % by;

export const greatestDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestDivisor(b, a % b);

/** ⌊size / by⌋ for a whole number `by` of at least 1. */
export function floorDivide(size: Size, by: number): Size {
  if (typeof size === 'number') return Math.floor(size / by);
  if (by === 1) return size;
  const left = sumOf(size.terms.map((term) => ({ ...term, coefficient: rest(term.coefficient, by) })));
  const whole = sumOf(
    size.terms.map((term) => ({
      ...term,
      coefficient: (term.coefficient - rest(term.coefficient, by)) / by,
    })),
  );
  return typeof left === 'number' ? whole : add(whole, floorOf(left, by));
}

/** The floor of an expression whose coefficients lie between 0 and the divisor. */
function floorOf(of: SizeExpression, by: number): Size {
  const common = of.terms.reduce(
    (divisor, { coefficient, key }) => (key === '' ? divisor : greatestDivisor(divisor, coefficient)),
    by,
  );
  if (common > 1) {
    const parts = of.terms.map((term) => ({ ...term, coefficient: Math.floor(term.coefficient / common) }));
    return floorDivide(sumOf(parts), by / common);
  }
  const nested = of.terms.findIndex(
    ({ coefficient, atoms: [atom, ...others] }) =>
      coefficient === 1 &&
      atom?.type === 'floor' &&
      others.length === 0 &&
      Number.isSafeInteger(atom.by * by),
  );
  const inner = of.terms[nested]?.atoms[0];
  if (inner?.type === 'floor') {
    const others = multiply(sumOf(of.terms.toSpliced(nested, 1)), inner.by);
    return floorDivide(add(inner.of, others), inner.by * by);
  }
  const atom: FloorAtom = { type: 'floor', of, by, key: `(${of.key})/${by}` };
  return sumOf([termOf(1, [atom])]);
}

/** ⌈size / by⌉ for a whole number `by` of at least 1. */
export const ceilDivide = (size: Size, by: number): Size =>
  typeof size === 'number' ? Math.ceil(size / by) : floorDivide(add(size, by - 1), by);

/** What ⌊size / by⌋ leaves. */
export const remainder = (size: Size, by: number): Size =>
  typeof size === 'number' ? rest(size, by) : subtract(size, multiply(floorDivide(size, by), by));

/** The quotient where every term can be divided by a product of atoms or a number without a rest. */
export function divideExactly(size: Size, by: Size): Size | undefined {
  if (by === 0) return undefined;
  if (sameSize(size, by)) return 1;
  const [divisor, ...others] = termsOf(by);
  if (divisor === undefined || others.length > 0) return undefined;
  const terms = termsOf(size).map((term) => dividedBy(term, divisor));
  const known = terms.filter((term) => term !== undefined);
  return known.length === terms.length ? sumOf(known) : undefined;
}

function dividedBy(term: Term, divisor: Term): Term | undefined {
  if (term.coefficient % divisor.coefficient !== 0) return undefined;
  const left = [...term.atoms];
  for (const { key } of divisor.atoms) {
    const index = left.findIndex((atom) => atom.key === key);
    if (index < 0) return undefined;
    left.splice(index, 1);
  }
  return termOf(term.coefficient / divisor.coefficient, left);
}

/** Whether two have the same normal form, and so are equal whatever the symbols stand for. */
export const sameSize = (a: Size, b: Size): boolean =>
  typeof a === 'number' || typeof b === 'number' ? a === b : a.key === b.key;

/** Whether an expression was given up. */
export const isTooComplicated = (size: Size): boolean => Number.isNaN(size);

/** The names of the symbols in a size, in order. */
export function symbolsOf(...sizes: readonly Size[]): readonly string[] {
  const names = new Set<string>();
  const visit = (size: Size): void => {
    if (typeof size === 'number') return;
    for (const { atoms } of size.terms) {
      for (const atom of atoms) {
        if (atom.type === 'symbol') names.add(atom.name);
        else visit(atom.of);
      }
    }
  };
  sizes.forEach(visit);
  return [...names].sort();
}

/** A size with each symbol replaced. */
export function substitute(size: Size, of: (symbol: SymbolAtom) => Size): Size {
  if (typeof size === 'number') return size;
  return size.terms
    .map(({ coefficient, atoms }) =>
      atoms
        .map((atom) => (atom.type === 'symbol' ? of(atom) : floorDivide(substitute(atom.of, of), atom.by)))
        .reduce(multiply, coefficient as Size),
    )
    .reduce(add);
}

/** What the symbols stand for. */
export type Assignment = Readonly<Record<string, number>>;

/** A size for given symbols; NaN where one is missing. */
export function evaluateSize(size: Size, symbols: Assignment): number {
  if (typeof size === 'number') return size;
  let total = 0;
  for (const { coefficient, atoms } of size.terms) {
    let product = coefficient;
    for (const atom of atoms) {
      product *=
        atom.type === 'symbol'
          ? (ownValue(symbols, atom.name) ?? NaN)
          : Math.floor(evaluateSize(atom.of, symbols) / atom.by);
    }
    total += product;
  }
  return total;
}
