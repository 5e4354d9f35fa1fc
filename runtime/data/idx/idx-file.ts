import { stat, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { basename } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import { openFile, type OpenFile } from '../../files/read-file.ts';
import { problemOfMagic, replaceFile } from './idx-magic.ts';

/** A file in LeCun's IDX format of unsigned bytes: its sizes and its values. */
export interface IdxFile {
  readonly sizes: readonly number[];
  readonly values: Uint8Array;
}

/** What is wrong with a file, what was expected, and what to do. */
export interface IdxProblem {
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
  /** The bytes that it would take and its sizes, where that is more than it may. */
  readonly needed?: number;
  readonly sizes?: readonly number[];
}

/** No IDX file may hold more: 4 GiB less what Node cannot address. */
export const maximumBytes = 2 ** 32 - 2 ** 16;

/** No byte of a gzip file can stand for more. */
const maximumRatio = 1032;

/**
 * Reads a file of `rank` axes, gzipped where its name ends in `.gz`; memory is bounded by what its header says, and that
 * by `room`, in bytes.
 */
export const readIdx = (path: string, rank: 1 | 3, room = maximumBytes): Promise<IdxFile | IdxProblem> =>
  opened(path, ({ handle, size }) =>
    path.endsWith('.gz') ? readGzipped(handle, rank, size, room) : readPlain(handle, rank, size, room),
  );

/** The header of a plain file of `rank` axes, which is as long as it says. */
export const readIdxHeader = (path: string, rank: 1 | 3): Promise<Header | IdxProblem> =>
  opened(path, ({ handle, size }) => readHeader(handle, rank, size));

/** Does something with an open file; what goes wrong is a problem of it. */
async function opened<T>(path: string, act: (file: OpenFile) => Promise<T>): Promise<T | IdxProblem> {
  let handle: FileHandle | undefined;
  try {
    const file = await openFile(path, maximumBytes);
    ({ handle } = file);
    return await act(file);
  } catch (error) {
    if (error instanceof FileError) return problem(error.message, 'an IDX file', error.fix);
    const reason = error instanceof Error ? error.message : String(error);
    return problem(`it cannot be opened (${reason})`, 'a readable file', 'check the rights of the file');
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

export const isIdxProblem = (result: object): result is IdxProblem => 'found' in result;

/** Whether a regular file is there. */
export const fileExists = (path: string): Promise<boolean> =>
  stat(path).then(
    (information) => information.isFile(),
    () => false,
  );

async function readHeader(handle: FileHandle, rank: number, size: number): Promise<Header | IdxProblem> {
  const head = Buffer.alloc(headerLength(rank));
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  const header = parseHeader(head.subarray(0, bytesRead), rank);
  if ('found' in header) return header;
  const expected = head.length + header.count;
  if (size < expected) return truncated(size, expected, header.sizes);
  if (size > expected) return oversized(`${size} bytes`, expected, header.sizes);
  return header;
}

async function readPlain(
  handle: FileHandle,
  rank: number,
  size: number,
  room: number,
): Promise<IdxFile | IdxProblem> {
  const header = await readHeader(handle, rank, size);
  if ('found' in header) return header;
  if (header.count > room) return tooMuch(header);
  const values = sharedBytes(header.count);
  for (let position = 0; position < values.length;) {
    const length = Math.min(2 ** 26, values.length - position);
    const part = await handle.read(values, position, length, header.start + position);
    if (part.bytesRead === 0) return truncated(header.start + position, size, header.sizes);
    position += part.bytesRead;
  }
  return { sizes: header.sizes, values };
}

/** Unpacks into a buffer of the size that the header gives, and stops at the first byte too many. */
async function readGzipped(
  handle: FileHandle,
  rank: number,
  size: number,
  room: number,
): Promise<IdxFile | IdxProblem> {
  const reader = new IdxReader(rank, size * maximumRatio, room);
  try {
    await pipeline(
      handle.createReadStream({ autoClose: false }),
      createGunzip(),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) if (!reader.take(chunk)) return;
      },
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (reader.problem === undefined && reason === 'incorrect header check') {
      return problem(
        'it is not gzipped',
        'a gzip file, as its name says',
        'take the ending `.gz` off its name',
      );
    }
    if (reader.problem === undefined) {
      return problem(`it cannot be unpacked (${reason})`, 'a whole gzip file', replaceFile);
    }
  }
  return reader.finish();
}

/** Takes a stream's chunks: the header first, then values, never more than the header says. */
class IdxReader {
  problem: IdxProblem | undefined;
  readonly #head: Buffer;
  readonly #rank: number;
  readonly #limit: number;
  readonly #room: number;
  #filled = 0;
  #header: Header | undefined;
  #values: Uint8Array | undefined;
  #position = 0;

  /** `limit`: bytes that the stream cannot exceed; `room`: those that there is room for. */
  constructor(rank: number, limit: number, room: number) {
    this.#rank = rank;
    this.#limit = limit;
    this.#room = room;
    this.#head = Buffer.alloc(headerLength(rank));
  }

  /** Whether more is wanted. */
  take(chunk: Buffer): boolean {
    let rest = chunk;
    if (this.#header === undefined) {
      const length = Math.min(rest.length, this.#head.length - this.#filled);
      this.#head.set(rest.subarray(0, length), this.#filled);
      this.#filled += length;
      rest = rest.subarray(length);
      if (this.#filled < this.#head.length) return true;
      const header = parseHeader(this.#head, this.#rank);
      if ('found' in header) return this.#stop(header);
      this.#header = header;
      if (header.count > this.#limit) {
        const expected = this.#head.length + header.count;
        return this.#stop(truncated(`at most ${this.#limit}`, expected, header.sizes));
      }
      if (header.count > this.#room) return this.#stop(tooMuch(header));
      this.#values = sharedBytes(header.count);
    }
    const values = this.#values ?? new Uint8Array();
    if (this.#position + rest.length > values.length) {
      const expected = this.#head.length + values.length;
      return this.#stop(oversized(`more than ${expected} bytes`, expected, this.#header.sizes));
    }
    values.set(rest, this.#position);
    this.#position += rest.length;
    return true;
  }

  finish(): IdxFile | IdxProblem {
    if (this.problem !== undefined) return this.problem;
    if (this.#header === undefined || this.#values === undefined) {
      const header = parseHeader(this.#head.subarray(0, this.#filled), this.#rank);
      return 'found' in header ? header : truncated(this.#filled, this.#head.length, header.sizes);
    }
    const length = this.#head.length;
    if (this.#position < this.#values.length) {
      return truncated(length + this.#position, length + this.#values.length, this.#header.sizes);
    }
    return { sizes: this.#header.sizes, values: this.#values };
  }

  #stop(problem: IdxProblem): false {
    this.problem = problem;
    return false;
  }
}

export interface Header {
  readonly sizes: readonly number[];
  /** Bytes of values. */
  readonly count: number;
  /** Where they begin. */
  readonly start: number;
}

const headerLength = (rank: number): number => 4 + 4 * rank;

function parseHeader(head: Buffer, rank: number): Header | IdxProblem {
  const kind = rank === 3 ? 'images' : 'labels';
  if (head.length < headerLength(rank)) {
    return problem(
      `it has ${head.length} bytes, less than a header`,
      `an IDX header of ${headerLength(rank)} bytes`,
      replaceFile,
    );
  }
  if (head.readUInt32BE(0) !== 0x0800 + rank) return problemOfMagic(head, rank);
  const sizes = Array.from({ length: rank }, (_, axis) => head.readUInt32BE(4 + 4 * axis));
  const count = sizes.reduce((product, size) => product * size, 1);
  const written = sizes.join(' × ');
  if (count === 0)
    return problem(`its header says ${written}: nothing`, `at least one of ${kind}`, replaceFile);
  if (count > maximumBytes || (rank === 3 && sizes.slice(1).some((size) => size > 65_535))) {
    return problem(
      `its header says ${written}`,
      'at most 4 GiB, and images of at most 65535 × 65535',
      replaceFile,
    );
  }
  return { sizes, count, start: headerLength(rank) };
}

/** In memory of all threads: a picture is a part of it, which one that prepares it is to be given without a copy of the whole. */
const sharedBytes = (count: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(count));

const truncated = (found: number | string, expected: number, sizes: readonly number[]): IdxProblem =>
  problem(
    `it ends after ${found} bytes`,
    `${expected} bytes, as its header says ${sizes.join(' × ')}`,
    replaceFile,
  );

const oversized = (found: string, expected: number, sizes: readonly number[]): IdxProblem =>
  problem(`it has ${found}`, `${expected} bytes, as its header says ${sizes.join(' × ')}`, replaceFile);

const tooMuch = ({ count, sizes }: Header): IdxProblem => ({
  ...problem(`it holds ${count} bytes`, 'less', 'take less of it'),
  needed: count,
  sizes,
});

const problem = (found: string, expected: string, fix: string): IdxProblem => ({ found, expected, fix });

/** For messages: the last part of a path. */
export const nameOf = (path: string): string => basename(path);
