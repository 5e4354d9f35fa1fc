import {
  add,
  type SizeExpression,
  floorDivide,
  greatestDivisor,
  multiply,
  type Size,
  substitute,
  subtract,
  sumOf,
  symbol,
  symbolsOf,
  termOf,
  termsOf,
} from './size.ts';
import type { Residue } from './solve.ts';

/** A symbol that is known to be an expression over others; `made` where the other one was made for it. */
export interface Substitution {
  readonly symbol: string;
  readonly by: Size;
  readonly made?: { readonly name: string } & Residue;
}

/** A size with the symbols replaced, in the order of the substitutions. */
export const forward = (size: Size, substitutions: readonly Substitution[]): Size =>
  substitutions.reduce(
    (sofar, { symbol: name, by }) =>
      substitute(sofar, (atom) => (atom.name === name ? by : symbol(atom.name))),
    size,
  );

/** A symbol that a size which is 0 says what it is: one that stands for itself in one term alone. */
export function solveFor(size: SizeExpression): Substitution | undefined {
  const found = size.terms.findLast(({ coefficient, atoms: [atom, ...others] }, index) => {
    if (Math.abs(coefficient) !== 1 || atom?.type !== 'symbol' || others.length > 0) return false;
    return !symbolsOf(sumOf(size.terms.toSpliced(index, 1))).includes(atom.name);
  });
  const atom = found?.atoms[0];
  if (found === undefined || atom?.type !== 'symbol') return undefined;
  const rest = sumOf(size.terms.filter((term) => term !== found));
  return { symbol: atom.name, by: multiply(rest, -found.coefficient) };
}

/** A size with the symbol that a substitution made replaced by the one it was made for. */
export function restore(size: Size, { symbol: name, made }: Substitution): Size {
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
