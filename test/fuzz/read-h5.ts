import { openFile } from '../../runtime/files/read-file.ts';
import { H5Thread } from '../../runtime/weights/sources/h5/h5-thread.ts';
import { storedIn } from '../../runtime/weights/sources/read-h5.ts';
import { readStored } from './read-stored.ts';

/** So many files a thread is given before another takes its place: what leaks within shows before. */
const filesAThread = 500;

/** Reads HDF5 files one after another in the thread that a run would read each in, as long as that goes on. */
export class H5Reader {
  #thread: H5Thread | undefined;
  #files = 0;

  /** Reads a file, and every weight of it, as `readStored` does. */
  async read(path: string): Promise<string | undefined> {
    const file = await openFile(path, Infinity);
    try {
      const thread = await this.#next();
      const part = { descriptor: file.handle.fd, offset: 0, size: file.size };
      return await readStored(() => storedIn(thread, part));
    } finally {
      await file.handle.close();
    }
  }

  async close(): Promise<void> {
    await this.#thread?.close();
    this.#thread = undefined;
  }

  async #next(): Promise<H5Thread> {
    if (this.#thread === undefined || this.#thread.broken || this.#files === filesAThread) {
      await this.close();
      this.#thread = new H5Thread();
      this.#files = 0;
    }
    this.#files++;
    return this.#thread;
  }
}
