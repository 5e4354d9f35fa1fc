import { FileError } from '../../files/file-error.ts';
import { withKeptFile } from '../../files/open-files.ts';
import { readBytes } from '../../files/read-file.ts';
import type { FilePart } from '../recipe.ts';
import type { Picture } from '../source.ts';

/** Where a picture lies in a file as it is. */
export interface FileRecord {
  readonly path: string;
  /** Of its first byte. */
  readonly position: number;
  readonly height: number;
  readonly width: number;
  /** Absent: one. */
  readonly channels?: number;
  /** Whether the channels of a pixel lie together; absent: a channel lies after the other. */
  readonly layout?: 'pixels';
  /** Whether values are floats of 32 bits; absent: bytes. */
  readonly isFloat?: boolean;
}

/** Larger files are read, too: what is taken of them is bounded. */
const anyLength = Number.MAX_SAFE_INTEGER;

/** Reads a picture that lies in a file; a text says why where that cannot be. */
export async function readRecord(record: FileRecord): Promise<Picture | string> {
  const { path, position, height, width, channels = 1, layout, isFloat = false } = record;
  const read = await readPart({ path, position, length: channels * height * width * (isFloat ? 4 : 1) });
  if (typeof read === 'string') return read;
  const { buffer, byteOffset, length } = read;
  if (isFloat) return { height, width, channels, data: new Float32Array(buffer, byteOffset, length / 4) };
  const planes = new Uint8Array(buffer, byteOffset, length);
  return {
    height,
    width,
    channels,
    data: channels === 1 || layout === 'pixels' ? planes : interleaved(planes, channels),
  };
}

/** Reads bytes of a file; a text says why where that cannot be. */
export async function readPart({ path, position, length }: FilePart): Promise<Buffer<ArrayBuffer> | string> {
  try {
    return await withKeptFile(path, anyLength, (file) => readBytes(file, position, length));
  } catch (error) {
    if (error instanceof FileError) return error.message;
    return error instanceof Error ? error.message : String(error);
  }
}

/** Channels that lie one after the other, pixel by pixel. */
function interleaved(planes: Uint8Array, channels: number): Uint8Array {
  const pixels = planes.length / channels;
  const data = new Uint8Array(planes.length);
  for (let channel = 0; channel < channels; channel++)
    for (let pixel = 0; pixel < pixels; pixel++)
      data[pixel * channels + channel] = planes[channel * pixels + pixel] ?? 0;
  return data;
}
