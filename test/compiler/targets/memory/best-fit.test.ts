import { describe, expect, it } from 'vitest';
import { BestFit, type Piece } from '../../../../compiler/targets/memory/best-fit.ts';

const mebibyte = 2 ** 20;

function held(memory: BestFit, sizes: readonly number[]): readonly Piece[] {
  return sizes.map((bytes) => {
    const piece = memory.allocate(bytes);
    if (piece === undefined) throw new RangeError(`no ${bytes} bytes are free`);
    return piece;
  });
}

function release(memory: BestFit, pieces: readonly (Piece | undefined)[]): void {
  for (const piece of pieces) if (piece !== undefined) memory.release(piece);
}

describe('best fit', () => {
  it('packs from the start in units of 256 bytes, and counts up to where it ever came', () => {
    const memory = new BestFit();
    const pieces = held(memory, [1, 257]);
    expect(pieces.map(({ start, size }) => [start, size])).toEqual([
      [0, 256],
      [256, 512],
    ]);
    release(memory, pieces);
    expect(held(memory, [200])[0]?.start).toBe(0);
    expect(memory.highWater).toBe(256 + 512);
  });

  it('gives the smallest free piece that is large enough, of equal ones the lowest', () => {
    const memory = new BestFit();
    const [large, , small, , same] = held(memory, [4096, 256, 1024, 256, 1024, 256]);
    release(memory, [same, large, small]);
    const again = held(memory, [1000, 1000, 1025]);
    expect(again.map(({ start }) => start)).toEqual([small?.start, same?.start, large?.start]);
  });

  it('hands out a piece whole where less than the same again would be left, up to 128 MiB', () => {
    const memory = new BestFit(mebibyte);
    expect(held(memory, [0.6 * mebibyte])[0]?.size).toBe(mebibyte);
    expect(memory.highWater).toBeLessThan(0.61 * mebibyte);
    expect(memory.allocate(256)).toBeUndefined();
    expect(held(new BestFit(300 * mebibyte), [172 * mebibyte])[0]?.size).toBe(172 * mebibyte);
  });

  it('joins neighbours that are free, in whatever order they come back', () => {
    const memory = new BestFit();
    const [first, second, third] = held(memory, [1024, 1024, 1024, 256]);
    release(memory, [first, third, second]);
    expect(held(memory, [3072])[0]?.start).toBe(0);
    expect(memory.highWater).toBe(3 * 1024 + 256);
  });

  it('never joins pieces of two regions', () => {
    const memory = new BestFit(1024);
    memory.extend(1024);
    const [low, high] = held(memory, [1024, 1024]);
    expect([low?.start, high?.start]).toEqual([-1024, 0]);
    release(memory, [low, high]);
    expect(memory.allocate(2048)).toBeUndefined();
    memory.extend(4096);
    expect(held(memory, [2048])[0]?.start).toBe(-5120);
    expect(memory.highWater).toBe(1024 + 1024 + 2048);
  });

  it('takes back only what is held', () => {
    const memory = new BestFit();
    const pieces = held(memory, [1]);
    release(memory, pieces);
    expect(() => release(memory, pieces)).toThrow('no piece at 0 is held');
  });
});
