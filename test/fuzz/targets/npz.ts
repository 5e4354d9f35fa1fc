import { openNpz } from '../../../runtime/data/arrays/npz-source.ts';
import { realize } from '../../../runtime/data/recipe.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { dataPlace } from '../../support/data-place.ts';
import { npyOf, npzOf } from '../../support/npz.ts';
import { testSpan } from '../../support/span.ts';
import { chance, pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const source = {
  kind: 'npz',
  directory: '.',
  file: 'a.npz',
  span: testSpan,
  image: 'x_train',
  label: 'y_train',
  testImage: 'x_test',
  testLabel: 'y_test',
} as const;

/** Mutants of archives of arrays, of their arrays before they are packed or of the whole: opened, and the last example read. */
export function openNpzTarget(): FuzzTarget {
  const x_train = npyOf('|u1', [3, 2, 2], new Uint8Array(12));
  const y_train = npyOf('|u1', [3], Uint8Array.of(2, 0, 1));
  const make = (stream: RandomStream): FuzzInput => {
    const isPacked = chance(0.5, stream);
    const changed = pick(['x_train', 'y_train', 'whole'] as const, stream);
    const arrays = { x_train, y_train };
    const corpus = [x_train, y_train];
    if (changed !== 'whole') arrays[changed] = mutateBytes(arrays[changed], stream, corpus);
    const bytes = npzOf(arrays, isPacked);
    return new Map([['a.npz', changed === 'whole' ? mutateBytes(bytes, stream, corpus) : bytes]]);
  };
  return {
    short: 80,
    make,
    feed: (input) =>
      feedDirectory(input, async (directory) => {
        const opened = await openNpz(dataPlace(directory, { classes: 10 }), source);
        await realize(opened.entry(opened.count - 1));
      }),
  };
}
