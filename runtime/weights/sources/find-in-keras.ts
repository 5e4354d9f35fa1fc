import { type OpenFile, readBytes } from '../../files/read-file.ts';
import type { FilePart } from './h5/sandbox.ts';

/** What a ZIP archive ends with, and the most bytes from there to the end of the file. */
const end = { signature: 0x06054b50, length: 22, most: 22 + 65_535 };
const entry = { signature: 0x02014b50, length: 46 };
const local = { signature: 0x04034b50, length: 30 };
/** A longer list of contents is not Keras's, whose archive holds three files. */
const mostContents = 2 ** 20;

/**
 * Where in a `.keras` archive its `model.weights.h5` lies, which Keras stores as it is (APPNOTE 4.3). Rejects with an
 * Error that says what is wrong.
 */
export async function findInKeras(file: OpenFile): Promise<Pick<FilePart, 'offset' | 'size'>> {
  const contents = await readContents(file);
  for (let at = 0; at + entry.length <= contents.length;) {
    if (contents.readUInt32LE(at) !== entry.signature) break;
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => contents.readUInt16LE(at + field));
    const name = contents.toString('utf8', at + entry.length, at + entry.length + (nameLength ?? 0));
    if (name === 'model.weights.h5') return placeOf(file, contents.subarray(at));
    at += entry.length + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  throw new Error('it holds no `model.weights.h5`');
}

async function readContents(file: OpenFile): Promise<Buffer> {
  const tail = await readBytes(file, Math.max(0, file.size - end.most), Math.min(file.size, end.most));
  let at = tail.length - end.length;
  while (at >= 0 && tail.readUInt32LE(at) !== end.signature) at--;
  if (at < 0) throw new Error('it is no whole archive');
  const [size, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (size > mostContents || offset + size > file.size) throw new Error('its list of contents is damaged');
  return readBytes(file, offset, size);
}

async function placeOf(file: OpenFile, found: Buffer): Promise<Pick<FilePart, 'offset' | 'size'>> {
  const size = found.readUInt32LE(24);
  const isStored = found.readUInt16LE(10) === 0 && (found.readUInt16LE(8) & 1) === 0;
  if (!isStored) throw new Error('its weights are packed; Keras stores them as they are');
  const begin = found.readUInt32LE(42);
  if (begin + local.length > file.size) throw new Error('its list of contents is damaged');
  const header = await readBytes(file, begin, local.length);
  const offset = begin + local.length + header.readUInt16LE(26) + header.readUInt16LE(28);
  const isThere = header.readUInt32LE(0) === local.signature && offset + size <= file.size;
  if (!isThere) throw new Error('its list of contents is damaged');
  return { offset, size };
}
