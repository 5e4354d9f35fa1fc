import { expect, test } from 'vitest';
import { buffersFreed, freeBuffers } from '../../runtime/free-buffers.ts';

test('arrays of their own are gone at once, shared memory stays, and a buffer given twice does no harm', () => {
  const own = new Float32Array(50_000);
  const shared = new Float32Array(new SharedArrayBuffer(4000));
  freeBuffers([own, shared, own]);
  expect([own.length, shared.length]).toEqual([0, 1000]);
});

test('little is left to the collector', () => {
  const own = new Float32Array(1000);
  freeBuffers([own]);
  expect(own.length).toBe(1000);
});

test('what was freed has been given back when that is waited for', async () => {
  const before = process.memoryUsage().arrayBuffers;
  freeBuffers([new Float32Array(2 ** 22)]);
  await buffersFreed();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 22);
});
