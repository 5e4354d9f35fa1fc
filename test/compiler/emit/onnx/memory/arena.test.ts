import { describe, expect, it } from 'vitest';
import { Arena } from '../../../../../compiler/emit/onnx/memory/arena.ts';

const mebibyte = 2 ** 20;

describe('an arena', () => {
  it('counts what has been written to, in units of 256 bytes, once', () => {
    const arena = new Arena();
    const first = arena.allocate(1);
    arena.allocate(257);
    expect(arena.touchedBytes).toBe(256 + 512);
    arena.release(first);
    arena.allocate(200);
    expect(arena.touchedBytes).toBe(256 + 512);
  });

  it('takes regions that double, and keeps a table of each', () => {
    const arena = new Arena();
    for (let count = 0; count < 3; count++) arena.allocate(0.75 * mebibyte);
    expect(arena.tableBytes).toBe((1 + 2) * (mebibyte / 32));
    arena.allocate(5 * mebibyte);
    expect(arena.tableBytes).toBe((1 + 2 + 8) * (mebibyte / 32));
  });

  it('gives the smallest free piece that is large enough', () => {
    const arena = new Arena();
    const [large, , small] = [4096, 256, 1024, 256].map((bytes) => arena.allocate(bytes));
    if (large) arena.release(large);
    if (small) arena.release(small);
    expect(arena.allocate(1000)).toBe(small);
    expect(arena.allocate(1025).start).toBe(large?.start);
  });

  it('hands out a piece whole where less than the same again would be left', () => {
    const arena = new Arena();
    const whole = arena.allocate(0.6 * mebibyte);
    expect(whole.size).toBe(mebibyte);
    expect(arena.allocate(256).region).not.toBe(whole.region);
    expect(arena.touchedBytes).toBeLessThan(0.61 * mebibyte);
  });

  it('joins neighbours that are free', () => {
    const arena = new Arena();
    const pieces = [1024, 1024, 1024, 256].map((bytes) => arena.allocate(bytes));
    for (const piece of [pieces[0], pieces[2], pieces[1]]) if (piece) arena.release(piece);
    expect(arena.allocate(3072).start).toBe(0);
    expect(arena.touchedBytes).toBe(3 * 1024 + 256);
  });
});
