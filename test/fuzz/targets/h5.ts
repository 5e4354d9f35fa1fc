import { readdirSync, readFileSync } from 'node:fs';
import type { RandomStream } from '../../../runtime/random.ts';
import { pick } from '../choices.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';
import { withFile } from '../with-file.ts';
import { H5Reader } from '../read-h5.ts';

/** HDF5 files, mutants of what Keras and others write: read as a run reads them, each weight of them. */
export function openH5(): FuzzTarget {
  const folders = ['test/golden/weight-files', 'test/golden'];
  const corpus = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.h5'))
      .toSorted()
      .map((name) => readFileSync(`${folder}/${name}`)),
  );
  const reader = new H5Reader();
  return {
    short: 12,
    // A file may take a second of the processor before the thread is ended, and that is seen a little later.
    seconds: 2,
    make: (stream: RandomStream) =>
      new Map([['weights.h5', mutateBytes(pick(corpus, stream), stream, corpus)]]),
    feed: (input) => withFile(input, (path) => reader.read(path)),
    close: () => reader.close(),
  };
}
