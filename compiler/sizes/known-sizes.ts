import { leastOf, type Range } from './bounds.ts';
import type { Comparison, Condition } from './condition.ts';
import {
  divideExactly,
  type SizeExpression,
  greatestDivisor,
  type Size,
  subtract,
  sumOf,
  termOf,
} from './size.ts';
import { onlySymbol, type Zeros, zerosOf } from './solve.ts';
import { forward, restore, type Substitution } from './substitution.ts';

export type OpenCondition = Exclude<Condition, boolean>;

/** What is known of symbolic sizes, in three forms, and sizes as it leaves them. */
export class KnownSizes {
  /** Symbols that are expressions over others, which are put in their place in this order. */
  readonly substitutions: Substitution[] = [];
  /** Where symbols lie that are more than at least 1. */
  readonly ranges = new Map<string, Range>();
  /** Conditions that neither a substitution nor a range says. */
  readonly others: OpenCondition[] = [];

  readonly rangeOf = (name: string): Range => this.ranges.get(name) ?? { least: 1, most: Infinity };

  /** A size over the symbols that are left. */
  forward(size: Size): Size {
    return forward(size, this.substitutions);
  }

  /** The same with the symbols that were made replaced by those of the text. */
  tidy(size: Size): Size {
    if (typeof size === 'number' || this.substitutions.length === 0) return size;
    return this.substitutions.reduceRight(restore, this.forward(size));
  }

  /** left − right, as the facts leave it; of an equality, without factors that are never 0. */
  difference({ type, left, right }: Comparison): Size {
    const difference = this.forward(subtract(left, right));
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
        leastOf(factor, this.rangeOf) < 1 ? sofar : (divideExactly(sofar, factor) ?? sofar),
      divideExactly(size, common) ?? size,
    );
  }

  /** Equalities that are taken to hold, as sizes that are 0. */
  equalities(): readonly SizeExpression[] {
    return this.others.flatMap((other) => {
      const size = other.type === 'equal' ? this.difference(other) : 0;
      return typeof size === 'number' ? [] : [size];
    });
  }

  /** Where what is known of a symbol by itself is 0. */
  zerosIn(name: string): readonly Zeros[] {
    const own = this.equalities().filter((size) => onlySymbol(size) === name);
    return own.flatMap((size) => zerosOf(size, name) ?? []);
  }
}
