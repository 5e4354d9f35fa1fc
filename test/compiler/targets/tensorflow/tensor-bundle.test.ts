import { describe, expect, it } from 'vitest';
import { crc32c, maskedCrc32c } from '../../../../compiler/targets/tensorflow/crc32c.ts';
import { stringTable } from '../../../../compiler/targets/tensorflow/string-table.ts';
import { tensorBundle } from '../../../../compiler/targets/tensorflow/tensor-bundle.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('crc32c', () => {
  // RFC 3720, B.4, and the check value of the CRC catalogue.
  it.each([
    [bytesOf('123456789'), 0xe3069283],
    [new Uint8Array(32), 0x8a9136aa],
    [new Uint8Array(32).fill(0xff), 0x62a8ab43],
    [Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
  ])('of %o', (bytes, wanted) => {
    expect(crc32c(bytes)).toBe(wanted);
  });

  it('is turned and moved where it is stored, so that a checksum of checksums is sound', () => {
    expect(maskedCrc32c(new Uint8Array(0))).toBe(0xa282ead8);
  });
});

describe('a string table', () => {
  it('ends with where its index is and the magic number', () => {
    const table = stringTable([['a', Uint8Array.of(7)]]);
    const footer = table.subarray(-48);
    // One entry of 5 bytes, one restart and their count, then 5 bytes more; an empty block of 8 and 5.
    expect([...footer.subarray(0, 4)]).toEqual([18, 8, 31, 14]);
    expect(Buffer.from(footer.subarray(-8)).toString('hex')).toBe('57fb808b247547db');
  });
});

describe('a checkpoint', () => {
  it('holds the numbers one after another, little-endian, by the order of names', () => {
    const { data } = tensorBundle(
      new Map([
        ['b', { shape: [1], data: Float32Array.of(2) }],
        ['a', { shape: [2], data: Float32Array.of(1, -1) }],
      ]),
    );
    const view = new DataView(data.buffer);
    expect([0, 4, 8].map((offset) => view.getFloat32(offset, true))).toEqual([1, -1, 2]);
  });
});
