import { FileError } from '../../files/file-error.ts';
import { openFile, readBytes, type OpenFile } from '../../files/read-file.ts';
import type { Picture } from '../source.ts';
import { maximumBytes } from './idx-file.ts';

/** Where a picture of one channel lies in a file, byte by byte. */
export interface FileRecord {
  readonly path: string;
  /** Of its first byte. */
  readonly position: number;
  readonly height: number;
  readonly width: number;
}

/** Files that are read again and again, which stay open in their thread. */
const files = new Map<string, Promise<OpenFile>>();

/** Reads a picture that lies in a file; a text says why where that cannot be. */
export async function readRecord({ path, position, height, width }: FileRecord): Promise<Picture | string> {
  const file = files.get(path) ?? openFile(path, maximumBytes);
  files.set(path, file);
  try {
    const { buffer, byteOffset, length } = await readBytes(await file, position, height * width);
    return { height, width, channels: 1, data: new Uint8Array(buffer, byteOffset, length) };
  } catch (error) {
    if (error instanceof FileError) return error.message;
    return error instanceof Error ? error.message : String(error);
  }
}
