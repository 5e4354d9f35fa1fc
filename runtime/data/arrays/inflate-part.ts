import { createInflateRaw } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { FileError } from '../../files/file-error.ts';
import { readBytes, type OpenFile } from '../../files/read-file.ts';
import type { ZipMember } from './zip-members.ts';

/** Unpacks the first `most` bytes of a member, into memory that threads share: never more than it says of itself. Throws a FileError. */
export async function inflatePart(
  file: OpenFile,
  member: ZipMember,
  most = member.size,
): Promise<Uint8Array<SharedArrayBuffer>> {
  const { name, packed, size } = member;
  const wanted = Math.min(most, size);
  // No byte of a deflated member can stand for more.
  if (wanted > packed * 1032 + 64) throw broken(name, 'it says that it holds more than it can');
  const values = new Uint8Array(new SharedArrayBuffer(wanted));
  let filled = 0;
  try {
    await pipeline(partsOf(file, member), createInflateRaw(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        if (filled + chunk.length > size) throw broken(name, 'more comes than it says');
        const part = chunk.subarray(0, wanted - filled);
        values.set(part, filled);
        filled += part.length;
        if (filled === wanted && wanted < size) return;
      }
    });
  } catch (error) {
    if (error instanceof FileError) throw error;
    if (filled < wanted) throw broken(name, error instanceof Error ? error.message : 'it cannot be unpacked');
  }
  if (filled < wanted) throw broken(name, `it ends after ${filled} of ${size} bytes`);
  return values;
}

/** So many bytes are read at once. */
const partLength = 2 ** 20;

async function* partsOf(file: OpenFile, { position, packed }: ZipMember): AsyncGenerator<Buffer> {
  for (let done = 0; done < packed; done += partLength)
    yield await readBytes(file, position + done, Math.min(partLength, packed - done));
}

const broken = (name: string, found: string): FileError =>
  new FileError('CUT_SHORT', `\`${name}\` in it is damaged (${found})`, 'write the file again');
