import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Sweeping, Tidying } from '../../runtime/small-heap.ts';

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

test('sweeping collects once enough arrays have been made, and not before', async () => {
  const sweeping = new Sweeping(2 ** 22);
  const first = litter();
  await nextTurn();
  sweeping.sweep();
  expect(first.deref()).toBeDefined();
  await nextTurn();
  const arrays = Array.from({ length: 8 }, () => new Uint8Array(2 ** 20).fill(1));
  sweeping.sweep();
  expect([arrays.length, first.deref()]).toEqual([8, undefined]);
});
