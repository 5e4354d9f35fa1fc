import { expect, test } from 'vitest';
import { freeBuffers } from '../../runtime/free-buffers.ts';

test('arrays of their own are gone at once, shared memory stays, and a buffer given twice does no harm', () => {
  const own = new Float32Array(1000);
  const shared = new Float32Array(new SharedArrayBuffer(4000));
  freeBuffers([own, shared, own]);
  expect([own.length, shared.length]).toEqual([0, 1000]);
});
