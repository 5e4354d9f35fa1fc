import type { RandomStream } from '../../runtime/random.ts';
import { chance, few, pick, small } from './choices.ts';

type Edit = (
  bytes: Buffer<ArrayBuffer>,
  stream: RandomStream,
  others: readonly Uint8Array[],
) => Buffer<ArrayBuffer>;

/** Numbers at which lengths, counts and offsets go wrong. */
const corners = [0, 1, 2, 127, 128, 255, 256, 32767, 65535, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

const place = (bytes: Uint8Array, stream: RandomStream): number => stream.below(Math.max(1, bytes.length));

/** A piece of a file: mostly short, anywhere. */
function piece(bytes: Uint8Array, stream: RandomStream): readonly [start: number, end: number] {
  const start = place(bytes, stream);
  return [start, Math.min(bytes.length, start + 1 + small(bytes.length + 1, stream))];
}

const replaced = (bytes: Uint8Array, start: number, end: number, by: Uint8Array): Buffer<ArrayBuffer> =>
  Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(end)]);

const edits: Readonly<Record<string, Edit>> = {
  flipBit: (bytes, stream) => {
    const at = place(bytes, stream);
    return replaced(bytes, at, at + 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << stream.below(8))));
  },
  setByte: (bytes, stream) => {
    const at = place(bytes, stream);
    return replaced(bytes, at, at + 1, Uint8Array.of(stream.below(256)));
  },
  setNumber: (bytes, stream) => {
    const [width, value, little] = [pick([2, 4, 8], stream), pick(corners, stream), chance(0.5, stream)];
    const digits = Uint8Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i) % 256);
    const at = place(bytes, stream);
    return replaced(bytes, at, at + width, little ? digits : digits.reverse());
  },
  remove: (bytes, stream) => replaced(bytes, ...piece(bytes, stream), Buffer.alloc(0)),
  repeat: (bytes, stream) => {
    const [start, end] = piece(bytes, stream);
    return replaced(bytes, end, end, bytes.subarray(start, end));
  },
  insert: (bytes, stream) => {
    const at = place(bytes, stream);
    const added = Uint8Array.from({ length: 1 + small(64, stream) }, () => stream.below(256));
    return replaced(bytes, at, at, added);
  },
  blank: (bytes, stream) => {
    const [start, end] = piece(bytes, stream);
    return replaced(bytes, start, end, Buffer.alloc(end - start, pick([0, 255, 32], stream)));
  },
  truncate: (bytes, stream) => bytes.subarray(0, place(bytes, stream)),
  splice: (bytes, stream, others) => {
    const other = others.length === 0 ? bytes : pick(others, stream);
    return replaced(bytes, ...piece(bytes, stream), other.subarray(...piece(other, stream)));
  },
};

/** Bytes with a few edits: flipped, set, cut, repeated, spliced with those of another file. */
export function mutateBytes(
  bytes: Uint8Array,
  stream: RandomStream,
  others: readonly Uint8Array[] = [],
): Buffer<ArrayBuffer> {
  let result = Buffer.from(bytes);
  for (let left = few(8, stream); left > 0; left--) {
    result = pick(Object.values(edits), stream)(result, stream, others);
  }
  return result;
}
