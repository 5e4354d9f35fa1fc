import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../../runtime/files/read-file.ts';
import {
  decodeSafetensors,
  encodeSafetensors,
  type StoredTensor,
} from '../../../runtime/weights/safetensors.ts';
import { readSafetensors } from '../../../runtime/weights/sources/read-safetensors.ts';
import { temporaryDirectory } from '../../support/directory.ts';

function file(header: unknown, data = 0): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const tensor = (from: number, to: number, shape: unknown = [(to - from) / 4], dtype: unknown = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

const problemOf = (bytes: Uint8Array): string => {
  const decoded = decodeSafetensors(bytes);
  return decoded.ok ? 'none' : decoded.problem;
};

describe('safetensors', () => {
  it('gives back what was written, bit for bit', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'conv2d/kernel', '7'));
    const data = fc.float32Array({ maxLength: 20 });
    fc.assert(
      fc.property(fc.dictionary(name, data), fc.dictionary(name, fc.string()), (values, metadata) => {
        const tensors = new Map<string, StoredTensor>(
          Object.entries(values)
            .filter(([key]) => key !== '__metadata__')
            .map(([key, each]) => [key, { shape: [each.length], data: each }]),
        );
        const bytes = encodeSafetensors({ tensors, metadata: new Map(Object.entries(metadata)) });
        const decoded = decodeSafetensors(bytes);
        if (!decoded.ok) throw new Error(decoded.problem);
        expect(new Map(decoded.file.metadata)).toEqual(new Map(Object.entries(metadata)));
        expect(decoded.file.tensors.size).toBe(tensors.size);
        for (const [key, { shape, data: written }] of tensors) {
          const read = decoded.file.tensors.get(key);
          expect(read?.shape).toEqual(shape);
          expect(Buffer.from(read?.data.buffer ?? new ArrayBuffer(0))).toEqual(
            Buffer.from(written.slice().buffer),
          );
        }
      }),
    );
  });

  it('reads a file at an odd offset of its buffer', () => {
    const tensors = new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]);
    const bytes = encodeSafetensors({ tensors, metadata: new Map() });
    const moved = new Uint8Array(bytes.length + 3).subarray(3);
    moved.set(bytes);
    for (const each of [moved, Buffer.from(bytes)]) {
      const decoded = decodeSafetensors(each);
      expect(decoded.ok && [...(decoded.file.tensors.get('w')?.data ?? [])]).toEqual([1, 2]);
    }
  });

  it.each([
    ['nothing', new Uint8Array(), 'it has 0 bytes, too few for a header'],
    [
      'a huge header',
      file('{}').fill(0xff, 0, 8),
      'its header claims 18446744073709551615 bytes where at most 2 can be',
    ],
    ['no JSON', file('{"a":'), 'its header is not JSON'],
    ['a list', file('[]'), 'its header is not a table'],
    ['text that is no UTF-8', file('"x"').fill(0xff, 9, 10), 'its header is not JSON'],
    [
      'another type',
      file({ a: tensor(0, 8, [1], 'I64') }, 8),
      'tensor "a" holds "I64", and only F8_E4M3, F8_E5M2, F16, BF16, F32 and F64 are read as weights',
    ],
    [
      'another width',
      file({ a: tensor(0, 8, [2], 'F64') }, 8),
      'tensor "a" holds 8 bytes where its shape needs 16',
    ],
    ['no description', file({ a: 3 }), 'tensor "a" has no description'],
    ['a negative size', file({ a: tensor(0, 4, [-1]) }, 4), 'tensor "a" has no proper shape'],
    ['a fraction', file({ a: tensor(0, 4, [0.5]) }, 4), 'tensor "a" has no proper shape'],
    [
      'a shape that does not fit',
      file({ a: tensor(0, 8, [3]) }, 8),
      'tensor "a" holds 8 bytes where its shape needs 12',
    ],
    [
      'a product beyond all numbers',
      file({ a: tensor(0, 8, Array(60).fill(2 ** 53 - 1)) }, 8),
      'tensor "a" holds 8 bytes where its shape needs Infinity',
    ],
    ['an end before the beginning', file({ a: tensor(8, 0, [0]) }, 8), 'tensor "a" has no proper offsets'],
    ['an offset outside', file({ a: tensor(4, 12) }, 8), 'tensor "a" begins at 4 where 0 is due'],
    ['an overlap', file({ a: tensor(0, 8), b: tensor(4, 12) }, 12), 'tensor "b" begins at 4 where 8 is due'],
    ['a gap', file({ a: tensor(0, 4), b: tensor(8, 12) }, 12), 'tensor "b" begins at 8 where 4 is due'],
    ['a missing end', file({ a: tensor(0, 8) }, 4), 'its tensors take 8 bytes, but 4 are there'],
    ['too many bytes', file({ a: tensor(0, 4) }, 8), 'its tensors take 4 bytes, but 8 are there'],
    ['numbers as metadata', file({ __metadata__: { a: 3 } }), 'its metadata is not a table of texts'],
  ])('refuses %s', (_, bytes, problem) => {
    expect(problemOf(bytes)).toBe(problem);
  });

  it('refuses a file that is read part by part for what is wrong with its header', async () => {
    const path = join(temporaryDirectory(), 'w.safetensors');
    const problems: string[] = [];
    for (const bytes of [new Uint8Array(), file('{}').fill(0xff, 0, 8), file('{"a":'), file({ a: 3 })]) {
      writeFileSync(path, bytes);
      const opened = await openFile(path, 100);
      problems.push(
        await readSafetensors(opened).then(
          () => 'none',
          ({ message }: Error) => message,
        ),
      );
      await opened.handle.close();
      expect(problems.at(-1)).toBe(problemOf(bytes));
    }
    expect(problems[0]).toBe('it has 0 bytes, too few for a header');
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeSafetensors(bytes)));
    fc.assert(fc.property(fc.json(), fc.nat(40), (json, data) => void decodeSafetensors(file(json, data))));
  });
});
