import { type OpenFile, readBytes } from '../../files/read-file.ts';
import type { H5Layer } from './h5/h5-message.ts';
import { H5Thread } from './h5/h5-thread.ts';
import type { FilePart } from './h5/sandbox.ts';
import type { StoredLayer, StoredWeights } from './stored-weights.ts';

const signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');

/**
 * Reads what Keras 2 and 3 write: `.h5` (weights, or a whole model) and `.weights.h5`. Numbers are read only as `use`
 * asks for them. Rejects with an Error that says what is wrong with the file.
 */
export async function withH5<T>(
  file: OpenFile,
  use: (weights: StoredWeights) => Promise<T>,
  { offset, size }: Pick<FilePart, 'offset' | 'size'> = { offset: 0, size: file.size },
): Promise<T> {
  const first = await readBytes(file, offset, Math.min(size, signature.length));
  if (!first.equals(signature)) throw new Error('it is no HDF5 file');
  const thread = new H5Thread();
  try {
    return await use(await storedIn(thread, { descriptor: file.handle.fd, offset, size }));
  } finally {
    await thread.close();
  }
}

/** What a part of a file holds, as the thread finds it. */
export async function storedIn(thread: H5Thread, part: FilePart): Promise<StoredWeights> {
  const { by, layers: all } = await thread.open(part);
  const stored = ({ name, called, weights, layers, inner }: H5Layer): StoredLayer => ({
    name,
    ...(called !== undefined && { called }),
    weights: weights.map((weight) => ({ ...weight, read: () => thread.read(weight.path) })),
    ...(layers && { layers: layers.map(stored) }),
    ...(inner && { inner }),
  });
  return { by, layers: all.map(stored) };
}
