import { leastOf, mostOf, type Range } from './bounds.ts';
import { atLeast, type Comparison, type Condition, equal, holds, symbolsIn } from './condition.ts';
import {
  type Assignment,
  constantOf,
  divideExactly,
  evaluateSize,
  type Expression,
  floorDivide,
  greatestDivisor,
  multiply,
  remainder,
  type Size,
  substitute,
  subtract,
  sumOf,
  symbol,
  symbolsOf,
  termOf,
  termsOf,
  add,
} from './size.ts';
import {
  commonPeriod,
  firstTrue,
  onlySymbol,
  type Residue,
  residueOf,
  type Zeros,
  zerosOf,
} from './solve.ts';

/** What is known of a condition: `proved` and `refuted` are so for all sizes that the facts allow. */
export interface Verdict {
  readonly type: 'proved' | 'refuted' | 'open';
  /** Sizes for which it does not hold: of what is refuted, and of what is open where one was found. */
  readonly witness?: Assignment;
}

type Open = Exclude<Condition, boolean>;

/** A symbol that is known to be an expression over others; `residue` where the other one was made for it. */
interface Step {
  readonly symbol: string;
  readonly by: Size;
  readonly made?: { readonly name: string } & Residue;
}

/** What is known of symbolic sizes: that they are at least 1, and what has been assumed since. */
export class Facts {
  readonly #steps: Step[] = [];
  readonly #ranges = new Map<string, Range>();
  readonly #others: Open[] = [];

  /** Takes a condition to hold from now on. */
  assume(condition: Condition): void {
    if (typeof condition === 'boolean') return;
    if (condition.type === 'all') return condition.of.forEach((part) => this.assume(part));
    if (condition.type === 'atLeast') return this.#assumeAtLeast(condition);
    if (condition.type === 'equal') return this.#assumeEqual(condition);
    this.#others.push(condition);
  }

  /** Whether a condition holds for all sizes that are allowed, for none, or for some or who knows. */
  decide(condition: Condition): Verdict {
    const truth = this.#truth(condition);
    if (truth === true) return { type: 'proved' };
    const witness = this.#find((symbols) => !holds(condition, symbols), symbolsIn(condition));
    return { type: truth === false ? 'refuted' : 'open', ...(witness === undefined ? {} : { witness }) };
  }

  /** A size as short as the facts make it. */
  tidy(size: Size): Size {
    if (typeof size === 'number' || this.#steps.length === 0) return size;
    return this.#steps.reduceRight(restore, this.#forward(size));
  }

  /** What is known of one symbol by itself: its value, or which rest it leaves and how small or large it may be. */
  about(name: string): readonly Condition[] {
    const size = this.#forward(symbol(name));
    if (typeof size === 'number') return [equal(symbol(name), size)];
    const rest = constantOf(size);
    const [{ coefficient, atoms } = { coefficient: 0, atoms: [] }, ...more] = size.terms.filter(
      ({ key }) => key !== '',
    );
    const [atom, ...others] = atoms;
    if (atom?.type !== 'symbol' || others.length + more.length > 0 || coefficient < 1) return [];
    if (coefficient === 1 && atom.name !== name) return [];
    const { least, most } = this.#rangeOf(atom.name);
    const smallest = rest % coefficient || coefficient;
    return [
      ...(coefficient > 1 ? [equal(remainder(symbol(name), coefficient), rest % coefficient)] : []),
      ...(coefficient * least + rest > smallest ? [atLeast(symbol(name), coefficient * least + rest)] : []),
      ...(most < Infinity ? [atLeast(coefficient * most + rest, symbol(name))] : []),
    ];
  }

  #truth(condition: Condition): boolean | undefined {
    if (typeof condition === 'boolean') return condition;
    switch (condition.type) {
      case 'equal':
        return this.#isZero(this.#difference(condition));
      case 'atLeast':
        return this.#isNatural(this.#difference(condition));
      case 'not': {
        const truth = this.#truth(condition.of);
        return truth === undefined ? undefined : !truth;
      }
      case 'all':
      case 'any': {
        const deciding = condition.type === 'any';
        const truths = condition.of.map((part) => this.#truth(part));
        if (truths.includes(deciding)) return deciding;
        return truths.includes(undefined) ? undefined : !deciding;
      }
    }
  }

  readonly #rangeOf = (name: string): Range => this.#ranges.get(name) ?? { least: 1, most: Infinity };

  #forward(size: Size): Size {
    return this.#steps.reduce(
      (sofar, step) => substitute(sofar, (atom) => (atom.name === step.symbol ? step.by : symbol(atom.name))),
      size,
    );
  }

  /** left − right, as the facts leave it; of an equality, without factors that are never 0. */
  #difference({ type, left, right }: Comparison): Size {
    const difference = this.#forward(subtract(left, right));
    return type === 'equal' ? this.#strip(difference) : difference;
  }

  /** A size that is 0 where the given one is, without what its terms have in common. */
  #strip(size: Size): Size {
    if (typeof size === 'number') return size;
    const [first] = size.terms;
    const common = size.terms.map((term) => term.coefficient).reduce(greatestDivisor, 0);
    const factors = (first?.atoms ?? []).map((atom) => sumOf([termOf(1, [atom])]));
    return factors.reduce(
      (sofar, factor) =>
        leastOf(factor, this.#rangeOf) < 1 ? sofar : (divideExactly(sofar, factor) ?? sofar),
      divideExactly(size, common) ?? size,
    );
  }

  #isZero(size: Size): boolean | undefined {
    if (typeof size === 'number') return Number.isNaN(size) ? undefined : size === 0;
    if (leastOf(size, this.#rangeOf) > 0 || mostOf(size, this.#rangeOf) < 0) return false;
    const common = size.terms.filter(({ key }) => key !== '').map((term) => term.coefficient);
    if (constantOf(size) % common.reduce(greatestDivisor, 0) !== 0) return false;
    const known = this.#equalities().some((other) => other.key === size.key || isNegation(other, size));
    return known ? true : this.#isZeroEverywhere(size);
  }

  #isNatural(size: Size): boolean | undefined {
    if (typeof size === 'number') return Number.isNaN(size) ? undefined : size >= 0;
    if (leastOf(size, this.#rangeOf) >= 0) return true;
    if (mostOf(size, this.#rangeOf) < 0) return false;
    const known = this.#others.some(
      (other) =>
        other.type === 'atLeast' && leastOf(subtract(size, this.#difference(other)), this.#rangeOf) >= 0,
    );
    return known ? true : undefined;
  }

  /** Equalities that are taken to hold, as sizes that are 0. */
  #equalities(): readonly Expression[] {
    return this.#others.flatMap((other) => {
      const size = other.type === 'equal' ? this.#difference(other) : 0;
      return typeof size === 'number' ? [] : [size];
    });
  }

  /** In one symbol, and where it repeats itself: whether it is 0 everywhere, or nowhere. */
  #isZeroEverywhere(size: Expression): boolean | undefined {
    const name = onlySymbol(size);
    const zeros = name === undefined ? undefined : zerosOf(size, name);
    if (name === undefined || zeros === undefined) return undefined;
    const known = this.#zerosIn(name);
    const period = commonPeriod([zeros, ...known]);
    if (period === undefined) return undefined;
    const { least, most } = this.#rangeOf(name);
    const values = rangeFrom(least, Math.min(most, least + period - 1)).filter((value) =>
      known.every((each) => each.isZero(value)),
    );
    const isZero = values.map((value) => zeros.isZero(value));
    if (isZero.length === 0 || (isZero.includes(true) && isZero.includes(false))) return undefined;
    return isZero.includes(true);
  }

  #zerosIn(name: string): readonly Zeros[] {
    const own = this.#equalities().filter((size) => onlySymbol(size) === name);
    return own.flatMap((size) => zerosOf(size, name) ?? []);
  }

  #assumeEqual(condition: Comparison): void {
    const size = this.#difference(condition);
    if (typeof size === 'number') return;
    const solved = solveFor(size);
    if (solved !== undefined) {
      const { least, most } = this.#rangeOf(solved.symbol);
      this.#steps.push(solved);
      this.#assumeAtLeast({ type: 'atLeast', left: solved.by, right: least });
      if (most < Infinity) this.#assumeAtLeast({ type: 'atLeast', left: most, right: solved.by });
      return;
    }
    this.#others.push(condition);
    const name = onlySymbol(size);
    if (name !== undefined) this.#refine(name);
  }

  /** Where all that is known of a symbol is which rest it leaves, it is a multiple and that rest. */
  #refine(name: string): void {
    const zeros = this.#zerosIn(name);
    const period = commonPeriod(zeros);
    if (zeros.length === 0 || period === undefined) return;
    const values = rangeFrom(0, period - 1).filter((value) => zeros.every((each) => each.isZero(value)));
    const residue = residueOf(values, period);
    if (residue === undefined) return;
    const { modulus, rest } = residue;
    const { least, most } = this.#rangeOf(name);
    const made = { name: `${name}'`, ...residue };
    this.#ranges.set(made.name, {
      least: Math.ceil((least - rest) / modulus),
      most: Math.floor((most - rest) / modulus),
    });
    this.#steps.push({ symbol: name, by: add(multiply(symbol(made.name), modulus), rest), made });
  }

  #assumeAtLeast(condition: Comparison): void {
    const size = this.#difference(condition);
    if (typeof size === 'number') return;
    const name = onlySymbol(size);
    const growing = size.terms.filter(({ key }) => key !== '').map(({ coefficient }) => coefficient > 0);
    if (name === undefined || (growing.includes(true) && growing.includes(false))) {
      this.#others.push(condition);
      return;
    }
    const { least, most } = this.#rangeOf(name);
    const isTrue = (value: number): boolean => evaluateSize(size, { [name]: value }) >= 0;
    if (growing.includes(true)) {
      this.#ranges.set(name, { least: firstTrue(isTrue, least) ?? least, most });
    } else {
      const end = firstTrue((value) => !isTrue(value), least);
      this.#ranges.set(name, { least, most: end === undefined ? most : Math.min(most, end - 1) });
    }
  }

  /** Sizes that the facts allow and of which something is true, small ones first. */
  #find(isWanted: (symbols: Assignment) => boolean, names: readonly string[]): Assignment | undefined {
    const all = [...new Set([...names, ...this.#others.flatMap(symbolsIn)])];
    const forward = all.map((name) => [name, this.#forward(symbol(name))] as const);
    const bases = symbolsOf(...forward.map(([, size]) => size));
    for (const base of assignments(bases, this.#rangeOf)) {
      const symbols = Object.fromEntries(forward.map(([name, size]) => [name, evaluateSize(size, base)]));
      const isAllowed = Object.values(symbols).every((value) => value >= 1);
      if (isAllowed && this.#others.every((other) => holds(other, symbols)) && isWanted(symbols)) {
        return Object.fromEntries(names.map((name) => [name, symbols[name] ?? 1]));
      }
    }
    return undefined;
  }
}

const rangeFrom = (least: number, most: number): readonly number[] =>
  Array.from({ length: Math.max(most - least + 1, 0) }, (_, index) => least + index);

const isNegation = (a: Expression, b: Expression): boolean => add(a, b) === 0;

/** A symbol that a size which is 0 says what it is: one that stands for itself in one term alone. */
function solveFor(size: Expression): Step | undefined {
  const found = size.terms.findLast(({ coefficient, atoms: [atom, ...others] }, index) => {
    if (Math.abs(coefficient) !== 1 || atom?.type !== 'symbol' || others.length > 0) return false;
    return !symbolsOf(sumOf(size.terms.toSpliced(index, 1))).includes(atom.name);
  });
  const atom = found?.atoms[0];
  if (found === undefined || atom?.type !== 'symbol') return undefined;
  const rest = sumOf(size.terms.filter((term) => term !== found));
  return { symbol: atom.name, by: multiply(rest, -found.coefficient) };
}

/** A size with the symbol that a step made replaced by the one it was made for. */
function restore(size: Size, { symbol: name, made }: Step): Size {
  if (made === undefined || typeof size === 'number') return size;
  const { modulus, rest } = made;
  const whole = subtract(symbol(name), rest);
  const restored = termsOf(size).map(({ coefficient, atoms }) => {
    const index = atoms.findIndex((atom) => atom.type === 'symbol' && atom.name === made.name);
    const others = sumOf([termOf(1, index < 0 ? atoms : atoms.toSpliced(index, 1))]);
    const inOthers = substitute(others, (atom) =>
      atom.name === made.name ? floorDivide(whole, modulus) : symbol(atom.name),
    );
    if (index < 0) return multiply(inOthers, coefficient);
    const common = greatestDivisor(modulus, coefficient);
    return multiply(multiply(inOthers, coefficient / common), floorDivide(whole, modulus / common));
  });
  return restored.reduce(add);
}

/** Values to try for a symbol: small ones, and sides of images. */
const tried = [...rangeFrom(0, 15), 31, 63, 99, 127, 223, 255, 511];

function* assignments(names: readonly string[], rangeOf: (name: string) => Range): Generator<Assignment> {
  const depth = names.length < 3 ? tried.length : names.length < 5 ? 6 : 2;
  const [name, ...others] = names.slice(0, 8);
  if (name === undefined) {
    yield {};
    return;
  }
  const { least, most } = rangeOf(name);
  for (const rest of assignments(others, rangeOf)) {
    for (const offset of tried.slice(0, depth)) {
      if (least + offset <= most) yield { ...rest, [name]: least + offset };
    }
  }
}
