import { openFile, readStart } from '../../files/read-file.ts';
import { findInKeras } from './find-in-keras.ts';
import { withH5 } from './read-h5.ts';
import { readLayersModel } from './tfjs/read-layers-model.ts';
import { readSafetensors } from './read-safetensors.ts';
import type { StoredWeights } from './stored-weights.ts';
import { largestWeights } from './weights-file.ts';

/**
 * Gives the weights of a file to `use`, whatever of the formats it is in by its first bytes: safetensors, HDF5 as Keras writes it,
 * a `.keras` archive, or by its name a `model.json` of TensorFlow.js. Numbers are read as they are asked for. Rejects with an Error that says what is wrong with the file.
 */
export async function withWeights<T>(path: string, use: (weights: StoredWeights) => Promise<T>): Promise<T> {
  const file = await openFile(path, largestWeights);
  try {
    const first = await readStart(path, 4);
    if (first.equals(archive)) return await withH5(file, use, await findInKeras(file));
    if (path.endsWith('.h5') || first.equals(hdf5)) return await withH5(file, use);
    if (path.endsWith('.json')) return await use(await readLayersModel(path, file));
    return await use(await readSafetensors(file));
  } finally {
    await file.handle.close();
  }
}

const archive = Buffer.from('PK\x03\x04', 'latin1');
const hdf5 = Buffer.from('\x89HDF', 'latin1');
