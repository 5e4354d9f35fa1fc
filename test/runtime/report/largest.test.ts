import { expect, it } from 'vitest';
import { Largest } from '../../../runtime/report/largest.ts';

it('keeps the items of the largest values, and makes no others', () => {
  const largest = new Largest<number>(2);
  let made = 0;
  for (const value of [3, 1, 4, 1, 5, NaN]) {
    largest.offer(value, () => {
      made++;
      return value;
    });
  }
  expect(largest.items()).toEqual([5, 4]);
  expect(made).toBe(4);
});
