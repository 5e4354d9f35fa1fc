import { FileError } from '../../files/file-error.ts';
import { openFile, readBytes, type OpenFile } from '../../files/read-file.ts';
import type { Picture } from '../source.ts';
import { maximumBytes } from './idx-file.ts';

/** Where a picture lies in a file, byte by byte: a channel after the other. */
export interface FileRecord {
  readonly path: string;
  /** Of its first byte. */
  readonly position: number;
  readonly height: number;
  readonly width: number;
  /** Absent: one. */
  readonly channels?: number;
}

/** Files that are read again and again, which stay open in their thread. */
const files = new Map<string, Promise<OpenFile>>();

/** Reads a picture that lies in a file; a text says why where that cannot be. */
export async function readRecord(record: FileRecord): Promise<Picture | string> {
  const { path, position, height, width, channels = 1 } = record;
  const file = files.get(path) ?? openFile(path, maximumBytes);
  files.set(path, file);
  try {
    const { buffer, byteOffset, length } = await readBytes(await file, position, channels * height * width);
    const planes = new Uint8Array(buffer, byteOffset, length);
    return { height, width, channels, data: channels === 1 ? planes : interleaved(planes, channels) };
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
