import { expect, it } from 'vitest';
import { workspaceBytes } from '../../../../../runtime/engines/tfjs/simd/simd-kernels.ts';
import { tileRows } from '../../../../../runtime/engines/tfjs/simd/tile.ts';
import { tilesAtOnce } from '../../../../../runtime/engines/tfjs/simd/winograd-plan.ts';
import { resultColumns } from '../../../../../runtime/engines/tfjs/simd/winograd.ts';

/** What 16 places of a tile take, of its channels and of the part of its filters that is worked on. */
const bytesOf = (channels: number, filters: number): number =>
  4 * 16 * (channels + Math.min(filters, resultColumns));

it.each([
  [8, 8],
  [16, 64],
  [64, 64],
  [256, 256],
  [512, 16],
])('takes as many tiles of %i channels and %i filters as lie in the cache', (channels, filters) => {
  const tiles = tilesAtOnce(channels, filters);
  const rows = tiles / tileRows;
  const each = bytesOf(channels, filters);
  expect(rows % 2).toBe(1);
  expect(rows).toBeLessThanOrEqual(7);
  expect(rows === 1 || tiles * each <= 524_288).toBe(true);
  expect(rows === 7 || (tiles + 2 * tileRows) * each > 524_288).toBe(true);
});

it('takes no more than a thread has room for', () => {
  expect(tilesAtOnce(8192, 32) * bytesOf(8192, 32)).toBeLessThanOrEqual(workspaceBytes);
  expect(tilesAtOnce(65_536, 32)).toBe(0);
});
