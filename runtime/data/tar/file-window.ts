import { readBytes, type OpenFile } from '../../files/read-file.ts';

/** So many bytes are read at once. */
const length = 2 ** 16;

/** Reads a file here and there; what lies near together is read once. */
export class FileWindow {
  readonly #file: OpenFile;
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: OpenFile) {
    this.#file = file;
  }

  /** Throws a FileError where the file ends before. */
  async read(position: number, count: number): Promise<Buffer> {
    if (count > length) return readBytes(this.#file, position, count);
    const from = position - this.#start;
    if (from >= 0 && from + count <= this.#bytes.length) return this.#bytes.subarray(from, from + count);
    const most = Math.max(count, Math.min(length, this.#file.size - position));
    this.#bytes = await readBytes(this.#file, position, most);
    this.#start = position;
    return this.#bytes.subarray(0, count);
  }
}
