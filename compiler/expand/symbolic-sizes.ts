import type { SizeNeed } from '../graph/graph.ts';
import { type Condition, equal, symbolsIn } from '../sizes/condition.ts';
import { Facts, type Verdict } from '../sizes/facts.ts';
import { writeAssignment, writeCondition } from '../sizes/format-condition.ts';
import { type Assignment, remainder, symbol } from '../sizes/size.ts';
import type { Place } from './place.ts';

/** Decides what must hold at a place; where that is open, it is taken to hold from there on, and is checked with the data. */
export const demand = (need: SizeNeed, { sizes }: Place): Verdict =>
  (sizes ?? new SymbolicSizes()).demand(need);

/** What a condition that never holds is shown by; sizes that are numbers speak for themselves. */
export const noteOf = (witness: Assignment): readonly string[] | undefined =>
  Object.keys(witness).length === 0
    ? undefined
    : [`whatever the sizes are: not for ${writeAssignment(witness)}, for example`];

/** The symbolic sizes of a model's inputs while it is expanded, and what is known of them. */
export class SymbolicSizes {
  /** Numbers for symbols, in an expansion for given data. */
  readonly numbers: Assignment;
  /** The symbols, in the order of the text. */
  readonly symbols: string[] = [];
  readonly needs: SizeNeed[] = [];
  readonly #facts = new Facts();
  /** All that is taken to hold. */
  readonly #assumed: Condition[] = [];
  /** Conditions that warnings have told to require. */
  readonly #advised: Condition[] = [];

  constructor(numbers: Assignment = {}) {
    this.numbers = numbers;
  }

  get facts(): Facts {
    return this.#facts;
  }

  /** As the function of this name. */
  demand(need: SizeNeed): Verdict {
    const verdict = this.#facts.decide(need.condition);
    if (verdict.type !== 'open') return verdict;
    this.needs.push(need);
    this.#assumed.push(need.condition);
    this.#facts.assume(need.condition);
    return verdict;
  }

  /** What to require so that a condition holds, as it is written; undefined where that has been told already. */
  advise(condition: Condition): string | undefined {
    if (this.#proves(condition, this.#advised)) return undefined;
    const advice = this.#multiple(condition) ?? condition;
    this.#advised.push(advice);
    return writeCondition(advice);
  }

  /** A multiple that a symbol may be of, so that a condition holds. */
  #multiple(condition: Condition): Condition | undefined {
    for (let modulus = 2; modulus <= 64; modulus++) {
      for (const name of symbolsIn(condition)) {
        const candidate = equal(remainder(symbol(name), modulus), 0);
        if (this.#proves(condition, [candidate])) return candidate;
      }
    }
    return undefined;
  }

  /** Whether a condition follows from what is taken to hold, but for itself, and from more. */
  #proves(condition: Condition, more: readonly Condition[]): boolean {
    const facts = new Facts();
    for (const each of [...this.#assumed, ...more]) if (each !== condition) facts.assume(each);
    return facts.decide(condition).type === 'proved';
  }
}
