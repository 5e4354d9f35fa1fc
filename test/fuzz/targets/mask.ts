import { deflateSync } from 'node:zlib';
import { decodeMaskBytes } from '../../../runtime/data/pictures/decode-mask.ts';
import { pngChunk, pngSignature } from '../../../runtime/files/png-chunk.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import golden from '../../golden/pictures.json' with { type: 'json' };
import { pick } from '../choices.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

/** A PNG whose header says anything, and whose rows may be others than it says. */
function png(stream: RandomStream): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(stream.below(40), 0);
  header.writeUInt32BE(stream.below(40), 4);
  header.set(
    [pick([1, 2, 4, 8, 16, 3], stream), pick([0, 3, 2, 6], stream), 0, 0, stream.below(8) === 0 ? 1 : 0],
    8,
  );
  const rows = Buffer.from(Array.from({ length: stream.below(1700) }, () => stream.below(6)));
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Masks: mutants have a number for each pixel, or are told what is wrong with them. */
export function openMask(): FuzzTarget {
  const corpus = Object.values(golden).map(({ file }) => Buffer.from(file, 'base64'));
  return {
    short: 60,
    make: (stream: RandomStream): FuzzInput =>
      new Map([
        ['mask', stream.below(2) === 0 ? png(stream) : mutateBytes(pick(corpus, stream), stream, corpus)],
      ]),
    async feed(input) {
      const mask = await decodeMaskBytes(Buffer.from(input.get('mask') ?? []));
      if (typeof mask === 'string') return undefined;
      return mask.channels === 1 && mask.data.length === mask.height * mask.width
        ? undefined
        : 'pixels are missing';
    },
  };
}
