import { describe, expect, it } from 'vitest';
import { signed, unsigned } from '../../../runtime/webassembly/leb128.ts';

describe('LEB128', () => {
  it.each([
    [0, [0]],
    [127, [127]],
    [128, [0x80, 1]],
    [624_485, [0xe5, 0x8e, 0x26]],
    [4_294_967_295, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('writes the count %i', (number, bytes) => {
    expect(unsigned(number)).toEqual(bytes);
  });

  it.each([
    [0, [0]],
    [63, [63]],
    [64, [0xc0, 0]],
    [-1, [0x7f]],
    [-64, [0x40]],
    [-123_456, [0xc0, 0xbb, 0x78]],
    [-2_147_483_648, [0x80, 0x80, 0x80, 0x80, 0x78]],
  ])('writes the number %i with its sign', (number, bytes) => {
    expect(signed(number)).toEqual(bytes);
  });
});
