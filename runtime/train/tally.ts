import type { HostTensor } from '../engines/engine.ts';
import type { Measures } from './record.ts';

/** Means of a program's outputs over examples: each batch counts as many times as it has examples. */
export class Tally {
  readonly #sums: Map<string, number>;
  #examples: number;

  constructor(sums: Readonly<Record<string, number>> = {}, examples = 0) {
    this.#sums = new Map(Object.entries(sums));
    this.#examples = examples;
  }

  get examples(): number {
    return this.#examples;
  }

  get sums(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#sums);
  }

  add(outputs: ReadonlyMap<string, HostTensor>, count: number): void {
    for (const [name, { data }] of outputs) {
      this.#sums.set(name, (this.#sums.get(name) ?? 0) + (data[0] ?? 0) * count);
    }
    this.#examples += count;
  }

  /** The means so far; a single head's measures go by their own names, several heads' by `head_measure`. */
  measures(): Measures {
    const heads = new Set([...this.#sums.keys()].filter((name) => name.includes('/')).map(headOf));
    const entries = [...this.#sums].map(
      ([name, sum]) => [measureName(name, heads.size > 1), sum / Math.max(1, this.#examples)] as const,
    );
    // The loss is what people look for first.
    entries.sort(([a], [b]) => Number(b === 'loss') - Number(a === 'loss'));
    return Object.fromEntries(entries);
  }
}

const headOf = (name: string): string => {
  const [first = '', second = ''] = name.split('/');
  return first === 'loss' ? second : first;
};

function measureName(name: string, several: boolean): string {
  const [first = '', second] = name.split('/');
  if (second === undefined) return first;
  if (first === 'loss') return several ? `${second}_loss` : 'loss';
  return several ? `${first}_${second}` : second;
}
