import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The bytes of an IDX file: sizes and values. */
export function idxBytes(sizes: readonly number[], values: Uint8Array | readonly number[]): Buffer {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.writeUInt32BE(0x0800 + sizes.length, 0);
  sizes.forEach((size, axis) => head.writeUInt32BE(size, 4 + 4 * axis));
  return Buffer.concat([head, Buffer.from(values)]);
}

export interface IdxSet {
  images: Buffer;
  labels: Buffer;
}

/** Images whose bytes count up, labels 0, 1, 2, 0, …. */
export function idxSet(count: number, height = 2, width = 3, classes = 3): IdxSet {
  const pixels = new Uint8Array(count * height * width);
  for (let index = 0; index < pixels.length; index++) pixels[index] = index;
  const labels = Uint8Array.from({ length: count }, (_, index) => index % classes);
  return { images: idxBytes([count, height, width], pixels), labels: idxBytes([count], labels) };
}

/** Writes the two files of a set, gzipped where asked. */
export function writeIdx(
  directory: string,
  name: 'train' | 't10k',
  set: Partial<IdxSet>,
  gzip = false,
): void {
  const write = (kind: string, bytes: Buffer | undefined): void => {
    if (bytes === undefined) return;
    const path = join(directory, `${name}-${kind}`);
    if (gzip) writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 1 }));
    else writeFileSync(path, bytes);
  };
  write('images-idx3-ubyte', set.images);
  write('labels-idx1-ubyte', set.labels);
}
