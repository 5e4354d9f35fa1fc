import { gzipSync } from 'node:zlib';
import { openIdx } from '../../../runtime/data/idx/idx-source.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { dataPlace } from '../../support/data-place.ts';
import { idxSet } from '../../support/idx.ts';
import { chance, pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

/** Pairs of IDX files, one of them a mutant, plain or gzipped: opened, and the last example read. */
export function openIdxTarget(): FuzzTarget {
  const sets = [idxSet(7), idxSet(3, 28, 28, 10), idxSet(1, 1, 1)];
  const corpus = sets.flatMap(({ images, labels }) => [images, labels]);
  const make = (stream: RandomStream): FuzzInput => {
    const { images, labels } = pick(sets, stream);
    const files = [
      ['train-images-idx3-ubyte', images],
      ['train-labels-idx1-ubyte', labels],
    ] as const;
    const changed = stream.below(files.length);
    const [zipped, late] = [chance(0.5, stream), chance(0.5, stream)];
    return new Map(
      files.map(([name, bytes], index) => {
        if (!zipped) return [name, index === changed ? mutateBytes(bytes, stream, corpus) : bytes];
        if (index !== changed) return [`${name}.gz`, gzipSync(bytes)];
        const mutant = late
          ? mutateBytes(gzipSync(bytes), stream, corpus)
          : gzipSync(mutateBytes(bytes, stream, corpus));
        return [`${name}.gz`, mutant];
      }),
    );
  };
  return {
    short: 60,
    make,
    feed: (input) =>
      feedDirectory(input, async (directory) => {
        const source = await openIdx(dataPlace(directory, { classes: 10 }));
        source.entry(source.count - 1);
      }),
  };
}
