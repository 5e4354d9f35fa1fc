import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSource } from '../../../runtime/spec/load-source.ts';
import { readBoxes } from '../../../runtime/data/folder/read-boxes.ts';
import { decodeImage } from '../../../runtime/data/pictures/decode-image.ts';
import { readIdx } from '../../../runtime/data/idx/idx-file.ts';
import { FileError } from '../../../runtime/files/file-error.ts';
import { RunError } from '../../../runtime/run-error.ts';
import { checkSet } from '../../../runtime/weights/sources/fetch-set.ts';
import { loadCheckpoint } from '../../../runtime/train/checkpoint.ts';
import { readIdentity } from '../../../runtime/train/run-files.ts';
import { specialFiles } from '../../support/special-files.ts';
import { testSpan } from '../../support/span.ts';
import { dataPlace } from '../../support/data-place.ts';

/** Everything that reads a file of the user's: what it says of a path in words. */
const readers: readonly (readonly [what: string, name: string, read: (path: string) => unknown])[] = [
  ['a picture', 'a.png', (path) => decodeImage(path, 3)],
  ['an IDX file', 'train-labels-idx1-ubyte', (path) => readIdx(path, 1)],
  ['a gzipped IDX file', 'train-labels-idx1-ubyte.gz', (path) => readIdx(path, 1)],
  ['a file of boxes', 'boxes.csv', (path) => readBoxes({ ...dataPlace(dirname(path)), file: path })],
  ['a checkpoint', 'checkpoint.safetensors', (path) => loadCheckpoint(path, '', 2 ** 20)],
  ['a run', 'run.json', (path) => readIdentity(dirname(path))],
  ['an import', 'a.cnn', (path) => loadSource(path, path)],
  ['a set of weights', 'w.h5', (path) => checkSet(set, path, testSpan)],
];

async function wordsOf(read: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await read());
  } catch (error) {
    if (error instanceof RunError || error instanceof FileError) return error.message;
    throw error;
  }
}

const set = { kind: 'set', name: 'x', url: '', checksum: { algorithm: 'md5', digest: '' } } as const;

describe.each(readers)('%s', (_what, name, read) => {
  it.each(specialFiles.filter(([kind]) => kind !== 'a device'))('is never %s', async (_kind, make) => {
    const path = await make(name);
    expect(await wordsOf(() => read(path))).toMatch(/not a file/);
  });
});
