import { describe, expect, it } from 'vitest';
import { classParts } from '../../../runtime/data/class-parts.ts';
import { epochLength, epochOrder } from '../../../runtime/data/epoch-order.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { testSpan } from '../../support/span.ts';

/** A training part of the even numbers below 100. */
const train = Uint32Array.from({ length: 50 }, (_, index) => index * 2);
const split = { train, valid: new Uint32Array(), test: new Uint32Array() };

/** Of its 50 examples 35 are of class 0, 11 of class 1, 4 of class 3. */
const labelOf = (index: number): number => (index < 70 ? 0 : index < 92 ? 1 : 3);
const classes = classParts({ labelOf, classNames: ['rose', 'tulip', 'daisy', 'lily'] }, train, testSpan);
const balanced = { split, classes };

function countsOf(order: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const index of order) counts.set(index, (counts.get(index) ?? 0) + 1);
  return counts;
}

describe.each([
  ['as it is', { split }],
  ['balanced', balanced],
])('the order of a part %s', (_name, data) => {
  it('depends on seed, phase and epoch, and on nothing else', () => {
    const first = epochOrder(data, 1, 'main', 1);
    expect(epochOrder(data, 1, 'main', 1)).toEqual(first);
    expect(first).toHaveLength(epochLength(data));
    for (const other of [
      epochOrder(data, 2, 'main', 1),
      epochOrder(data, 1, 'tune', 1),
      epochOrder(data, 1, 'main', 2),
    ]) {
      expect(other).not.toEqual(first);
    }
  });
});

it('an epoch has every example of its part once', () => {
  expect(epochOrder({ split }, 1, 'main', 1).toSorted()).toEqual(train);
  expect(train).toEqual(Uint32Array.from({ length: 50 }, (_, index) => index * 2));
});

describe('classParts', () => {
  it('groups by class, without those that have no examples', () => {
    expect(classes.map(({ name, examples }) => [name, examples.length])).toEqual([
      ['rose', 35],
      ['tulip', 11],
      ['lily', 4],
    ]);
    expect(classes[2]?.examples).toEqual(Uint32Array.of(92, 94, 96, 98));
  });

  it('names classes by their numbers where the source does not', () => {
    expect(classParts({ labelOf }, train, testSpan).map(({ name }) => name)).toEqual(['0', '1', '3']);
  });

  it('refuses an epoch that is too long', async () => {
    const part = Uint32Array.from({ length: 20_000 }, (_, index) => index);
    const source = { labelOf: (index: number) => Math.max(0, index - 9_999) };
    expect(linesOf(await failureOf(() => classParts(source, part, testSpan)))).toEqual([
      'CNN616: `balance = oversample` would draw 100010000 examples in an epoch',
      'note: each of 10001 classes is drawn 10000 times, as often as the largest has examples; the limit is 100000000 draws',
      'fix: bring more examples of the small classes, or leave `balance` out',
    ]);
  });
});

describe('a balanced epoch', () => {
  it('draws each class as often as the largest, its examples equally often or once more', () => {
    const order = epochOrder(balanced, 1, 'main', 1);
    expect([0, 1, 2, 3].map((label) => countsOf(order.map(labelOf)).get(label) ?? 0)).toEqual([
      35, 35, 0, 35,
    ]);
    const counts = countsOf(order);
    expect(new Set(counts.keys())).toEqual(new Set(train));
    for (const [index, count] of counts) {
      expect([[1], [3, 4], [], [8, 9]][labelOf(index)]).toContain(count);
    }
  });

  it('mixes the classes', () => {
    const labels = [...epochOrder(balanced, 1, 'main', 1)].map(labelOf);
    expect(new Set(labels.slice(0, 20))).toEqual(new Set([0, 1, 3]));
  });

  it('gives in a later epoch more of the examples that came less often', () => {
    const epochs = [1, 2, 3, 4].map((epoch) => countsOf(epochOrder(balanced, 1, 'main', epoch)));
    for (const example of [92, 94, 96, 98]) {
      // 4 epochs of 35 draws, from 4 examples.
      expect(epochs.reduce((sum, counts) => sum + (counts.get(example) ?? 0), 0)).toBe(35);
    }
  });
});
