import type { SplitSpec } from '../../compiler/data/data-spec.ts';
import { permutation, RandomStream } from '../random.ts';

export type Part = 'train' | 'valid' | 'test';

export type Split = Readonly<Record<Part, Uint32Array>>;

/** How many of `count` examples each part gets: fractions rounded by largest remainder, so that none is lost. */
export function partSizes(count: number, split: SplitSpec): Readonly<Record<Part, number>> {
  const total = split.train + split.valid + split.test;
  const parts = (['train', 'valid', 'test'] as const).map((part) => {
    const exact = (count * split[part]) / total;
    // 0.9 · 1000 may come out as 899.999…: that is no remainder to speak of.
    const whole = Math.floor(exact + 1e-9);
    return { part, whole, remainder: exact - whole };
  });
  const left = count - parts.reduce((sum, { whole }) => sum + whole, 0);
  const order = parts.toSorted((a, b) => b.remainder - a.remainder);
  const sizes = { train: 0, valid: 0, test: 0 };
  for (const [rank, { part, whole }] of order.entries()) sizes[part] = whole + (rank < left ? 1 : 0);
  return sizes;
}

/** What decides who is in which part. */
export interface Dividing {
  readonly split: SplitSpec;
  readonly seed: number;
  readonly labelOf: (index: number) => number;
  /** The parts of examples that come as they are; of those of `train`, shares make the others. */
  readonly partOf?: ((index: number) => Part | undefined) | undefined;
  /** What an example has in common with those that are in its part. */
  readonly groupOf?: ((index: number) => string) | undefined;
  /** Which fold is the validation part, from 1, of how many. */
  readonly fold?: Fold | undefined;
}

/** One of so many folds, from 1. */
export interface Fold {
  readonly number: number;
  readonly of: number;
}

/**
 * Splits examples 0 … count − 1 into parts that are the same for the same seed: they are put on a line, which is cut where
 * parts end. Parts have each class in proportion, or groups as a whole.
 */
export function splitExamples(count: number, dividing: Dividing): Split {
  const { split, partOf, groupOf, fold } = dividing;
  const own = { train: [] as number[], valid: [] as number[], test: [] as number[] };
  for (let index = 0; index < count; index++) {
    const part = partOf === undefined ? 'train' : partOf(index);
    // What no list names is in no part.
    if (part !== undefined) own[part].push(index);
  }
  // Folds are of all that is no test part.
  const free = fold === undefined ? own.train : [...own.train, ...own.valid].sort((a, b) => a - b);
  const line = groupOf === undefined ? stratified(free, dividing) : grouped(free, groupOf, dividing.seed);
  const cut = (at: number): number => (groupOf === undefined ? at : endOfGroup(line, at, groupOf));
  const sizes = partSizes(free.length, split);
  const test = cut(sizes.test);
  const left = line.length - test;
  const [start, end] =
    fold === undefined
      ? [test, cut(test + sizes.valid)]
      : [foldStart(fold.number - 1), foldStart(fold.number)].map((at) => cut(at));
  const valid = line.slice(start, end);
  return {
    test: joined(own.test, line.slice(0, test)),
    valid: fold === undefined ? joined(own.valid, valid) : valid,
    train: Uint32Array.from([...line.slice(test, start), ...line.slice(end)]),
  };

  function foldStart(folds: number): number {
    return test + Math.round((left * folds) / (fold?.of ?? 1));
  }
}

const joined = (own: readonly number[], cut: Uint32Array): Uint32Array =>
  own.length === 0 ? cut : Uint32Array.from([...own, ...cut]);

/** The examples of a class, shuffled, spread evenly over a line; `indexes` from the least. */
function stratified(indexes: readonly number[], { seed, labelOf }: Dividing): Uint32Array {
  const order = permutation(indexes.length, new RandomStream(seed, 'split')).map((at) => indexes[at] ?? 0);
  const totals = new Map<number, number>();
  for (const index of order) totals.set(labelOf(index), (totals.get(labelOf(index)) ?? 0) + 1);
  const seen = new Map<number, number>();
  const places = new Float64Array((indexes.at(-1) ?? -1) + 1);
  for (const index of order) {
    const label = labelOf(index);
    const rank = seen.get(label) ?? 0;
    seen.set(label, rank + 1);
    places[index] = (rank + 0.5) / (totals.get(label) ?? 1);
  }
  // The sort is stable, so that equal places stay in their shuffled order.
  return order.toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
}

/** Groups in shuffled order, each as a whole. */
function grouped(indexes: readonly number[], groupOf: (index: number) => string, seed: number): Uint32Array {
  const members = new Map<string, number[]>();
  for (const index of indexes) {
    const group = groupOf(index);
    const known = members.get(group);
    if (known === undefined) members.set(group, [index]);
    else known.push(index);
  }
  const groups = [...members].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  const order = permutation(groups.length, new RandomStream(seed, 'split/groups'));
  return Uint32Array.from([...order].flatMap((at) => groups[at] ?? []));
}

/** The place nearest to `at` where one group ends and another begins. */
function endOfGroup(line: Uint32Array, at: number, groupOf: (index: number) => string): number {
  const isEnd = (place: number): boolean =>
    place <= 0 || place >= line.length || groupOf(line[place - 1] ?? 0) !== groupOf(line[place] ?? 0);
  for (let away = 0; ; away++) {
    // A part that is wanted has a group, where that can be.
    if (isEnd(at + away) && (at === 0 || at + away > 0)) return Math.min(at + away, line.length);
    if (isEnd(at - away) && (at === 0 || at - away > 0)) return Math.max(at - away, 0);
  }
}
