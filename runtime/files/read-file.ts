import {
  closeSync,
  constants,
  fstatSync,
  open as openDescriptor,
  openSync,
  read,
  readSync,
  type Stats,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import { cutShort, FileError, refused, tooLarge } from './file-error.ts';
import { GrowingBytes, partOf } from './growing-bytes.ts';
import { isGenerated } from './is-generated.ts';

/** A regular file that is open for reading, and how many bytes it had then. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
}

// Without waiting: to open a pipe that nobody writes to would never come back.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** So much of a file is held at once where it is read part by part. */
const partLength = 2 ** 22;

/**
 * Opens a regular file of at most `limit` bytes; the caller closes its handle. Everything that is read from a path
 * goes through here or through the functions below: pipes, devices, sockets, directories and what the system makes (`/proc`) are refused before a byte is
 * asked of them. Throws a FileError.
 */
export async function openFile(path: string, limit: number): Promise<OpenFile> {
  const handle = await open(path, flags).catch((error: unknown) => {
    throw refused(error);
  });
  try {
    return { handle, size: sizeOf(path, await handle.stat(), limit) };
  } catch (error) {
    await handle.close();
    throw refused(error);
  }
}

/** `length` bytes of an open file from a position on; throws a FileError where it ends before. */
export async function readBytes(
  { handle }: OpenFile,
  position: number,
  length: number,
): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.alloc(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await handle.read(bytes, filled, partOf(length - filled), position + filled);
    if (bytesRead === 0) throw cutShort();
    filled += bytesRead;
  }
  return bytes;
}

/** Gives a regular file to `take` part by part. Throws a FileError. */
export async function eachPart(
  path: string,
  limit: number,
  take: (part: Uint8Array) => unknown,
): Promise<void> {
  const file = await openFile(path, limit);
  try {
    for (let position = 0; position < file.size; position += partLength) {
      take(await readBytes(file, position, Math.min(partLength, file.size - position)));
    }
  } catch (error) {
    throw refused(error);
  } finally {
    await file.handle.close();
  }
}

/** The first `length` bytes of a regular file, fewer where it has fewer. Throws a FileError. */
export async function readStart(path: string, length: number): Promise<Buffer> {
  const file = await openFile(path, Infinity);
  try {
    return await readBytes(file, 0, Math.min(length, file.size));
  } finally {
    await file.handle.close();
  }
}

/** The first bytes of a file, with what the system says of it. */
export interface FileHead {
  readonly bytes: Buffer;
  readonly size: number;
  /** When it was changed, in milliseconds. */
  readonly modified: number;
}

const openedAt = promisify(openDescriptor);
const readAt = promisify(read);

/** Up to `most` first bytes of a regular file into what `spaceOf` so many gives, in half the time of `readStart`. Throws a FileError. */
export async function readHead(
  path: string,
  most: number,
  spaceOf = (length: number): Buffer => Buffer.allocUnsafe(length),
): Promise<FileHead> {
  const descriptor = await openedAt(path, flags).catch((error: unknown) => {
    throw refused(error);
  });
  try {
    const found = fstatSync(descriptor);
    const length = Math.min(most, sizeOf(path, found, Infinity));
    const space = spaceOf(length);
    const { bytesRead } = await readAt(descriptor, space, 0, length, 0);
    return { bytes: space.subarray(0, bytesRead), size: found.size, modified: found.mtimeMs };
  } catch (error) {
    throw refused(error);
  } finally {
    closeSync(descriptor);
  }
}

/** A regular file as a whole. One that grows meanwhile is read to its end, but never beyond `limit`. Throws a FileError. */
export async function readFile(path: string, limit: number): Promise<Buffer> {
  const { handle, size } = await openFile(path, limit);
  try {
    const whole = new GrowingBytes(size, limit);
    for (;;) {
      const { bytes, filled, room } = whole;
      const { bytesRead } = await handle.read(bytes, filled, room, filled);
      if (!whole.grow(bytesRead)) return whole.content();
    }
  } catch (error) {
    throw refused(error);
  } finally {
    await handle.close();
  }
}

/** `readFile`, for callers that cannot wait. */
export function readFileSync(path: string, limit: number): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, flags);
    const whole = new GrowingBytes(sizeOf(path, fstatSync(descriptor), limit), limit);
    for (;;) {
      const { bytes, filled, room } = whole;
      if (!whole.grow(readSync(descriptor, bytes, filled, room, filled))) return whole.content();
    }
  } catch (error) {
    throw refused(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Throws a FileError where `openFile` would. */
export function checkFileSync(path: string, limit: number): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, flags);
    sizeOf(path, fstatSync(descriptor), limit);
  } catch (error) {
    throw refused(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The UTF-8 text of a regular file of at most `limit` bytes; throws a FileError, also where it is no such text. */
export async function readText(path: string, limit: number): Promise<string> {
  return decodeText(await readFile(path, limit));
}

/** A UTF-8 text; throws a FileError where bytes are none. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw refused(error);
  }
}

/** The size of a regular file; throws a FileError for anything else, and for more than the limit. */
function sizeOf(path: string, found: Stats, limit: number): number {
  if (!found.isFile()) {
    throw new FileError('NOT_A_FILE', `it is ${kindOf(found)}, not a file`, fixOf(found));
  }
  if (isGenerated(path, found.dev)) {
    throw new FileError('NOT_A_FILE', 'its content is made by the system as it is read', saveIt);
  }
  if (found.size > limit) throw tooLarge(formatBytes(found.size), limit);
  return found.size;
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'a directory';
  if (found.isFIFO()) return 'a pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}

const fixOf = (found: Stats): string => (found.isDirectory() ? 'name a file in it' : saveIt);

const saveIt = 'save what comes from there into a file, and name that';
