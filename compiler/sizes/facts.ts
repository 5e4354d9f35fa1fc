import { assume } from './assume.ts';
import { atLeast, type Condition, equal, holds, symbolsIn } from './condition.ts';
import { findSizes } from './find-sizes.ts';
import { KnownSizes } from './known-sizes.ts';
import { type Assignment, constantOf, remainder, type Size, symbol } from './size.ts';
import { truthOf } from './truth.ts';

/** What is known of a condition: `proved` and `refuted` are so for all sizes that the facts allow. */
export interface Verdict {
  readonly type: 'proved' | 'refuted' | 'open';
  /** Sizes for which it does not hold: of what is refuted, and of what is open where one was found. */
  readonly witness?: Assignment;
}

/** What is known of symbolic sizes: that they are at least 1, and what has been assumed since. */
export class Facts {
  readonly #known = new KnownSizes();

  /** Takes a condition to hold from now on. */
  assume(condition: Condition): void {
    assume(condition, this.#known);
  }

  /** Whether a condition holds for all sizes that are allowed, for none, or for some or who knows. */
  decide(condition: Condition): Verdict {
    const truth = truthOf(condition, this.#known);
    if (truth === true) return { type: 'proved' };
    const witness = findSizes(this.#known, symbolsIn(condition), (symbols) => !holds(condition, symbols));
    return { type: truth === false ? 'refuted' : 'open', ...(witness === undefined ? {} : { witness }) };
  }

  /** A size as short as the facts make it. */
  tidy(size: Size): Size {
    return this.#known.tidy(size);
  }

  /** What is known of one symbol by itself: its value, or which rest it leaves and how small or large it may be. */
  about(name: string): readonly Condition[] {
    const size = this.#known.forward(symbol(name));
    if (typeof size === 'number') return [equal(symbol(name), size)];
    const rest = constantOf(size);
    const [{ coefficient, atoms } = { coefficient: 0, atoms: [] }, ...more] = size.terms.filter(
      ({ key }) => key !== '',
    );
    const [atom, ...others] = atoms;
    if (atom?.type !== 'symbol' || others.length + more.length > 0 || coefficient < 1) return [];
    if (coefficient === 1 && atom.name !== name) return [];
    const { least, most } = this.#known.rangeOf(atom.name);
    const smallest = rest % coefficient || coefficient;
    return [
      ...(coefficient > 1 ? [equal(remainder(symbol(name), coefficient), rest % coefficient)] : []),
      ...(coefficient * least + rest > smallest ? [atLeast(symbol(name), coefficient * least + rest)] : []),
      ...(most < Infinity ? [atLeast(coefficient * most + rest, symbol(name))] : []),
    ];
  }
}
