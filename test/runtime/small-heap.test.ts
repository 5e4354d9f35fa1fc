import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Tidying } from '../../runtime/small-heap.ts';

const litter = (): WeakRef<object> => new WeakRef({ nobody: 'holds it' });

test('tidying collects at once, and then not before it has been fifty times as long', async () => {
  const tidying = new Tidying();
  const first = litter();
  await nextTurn();
  tidying.tidy();
  expect(first.deref()).toBeUndefined();
  const second = litter();
  await nextTurn();
  tidying.tidy();
  expect(second.deref()).toBeDefined();
});
