import { type OpenFile, readBytes } from '../../files/read-file.ts';
import { headerLength, noFloats } from '../safetensors.ts';
import { parseHeader } from '../safetensors-header.ts';
import { isFloatType, widen } from '../widen.ts';
import type { StoredWeight, StoredWeights } from './stored-weights.ts';

/** A header of more bytes describes no network: a table of 10,000 tensors takes one. */
const maximumHeader = 2 ** 24;

/**
 * The tensors of a safetensors file by name. Nothing but the header is read before a tensor is asked for, and none of the
 * others has to be of floats. Throws an Error that says what is wrong with the file.
 */
export async function readSafetensors(file: OpenFile): Promise<StoredWeights> {
  const first = await readBytes(file, 0, Math.min(8, file.size));
  const length = headerLength(first, file.size, maximumHeader);
  if (typeof length === 'string') throw new Error(length);
  const begin = 8 + length;
  const header = parseHeader(await readBytes(file, 8, length), file.size - begin);
  if (typeof header === 'string') throw new Error(header);
  const tensors = header.entries.map(({ name, dtype, shape, start, end }): [string, StoredWeight] => [
    name,
    {
      name,
      shape,
      async read() {
        if (!isFloatType(dtype)) throw new Error(noFloats(name, dtype));
        return widen(await readBytes(file, begin + start, end - start), dtype);
      },
    },
  ]);
  return { by: 'path', tensors: new Map(tensors) };
}
