import type * as Module from '../../runtime/weights/sources/h5/h5-thread.ts';
import type { H5File } from '../../runtime/weights/sources/h5/h5-message.ts';
import type { FilePart } from '../../runtime/weights/sources/h5/sandbox.ts';

/**
 * The module of the HDF5 thread, with one that is kept from file to file as long as all goes well, for it takes longer to start
 * than any file of a test to read.
 */
export function keepingH5Thread({ H5Thread: Real }: typeof Module): typeof Module {
  const idle: Kept[] = [];

  class Kept extends Real {
    #isSpent = false;

    override open(part: FilePart): Promise<H5File> {
      return this.#watched(super.open(part));
    }

    override read(path: string): Promise<Float32Array> {
      return this.#watched(super.read(path));
    }

    override async close(): Promise<void> {
      if (this.#isSpent || idle.length > 0) await super.close();
      else idle.push(this);
    }

    async #watched<T>(answer: Promise<T>): Promise<T> {
      try {
        return await answer;
      } catch (error) {
        this.#isSpent = true;
        throw error;
      }
    }
  }

  /** In place of the class: gives the thread that is idle, or a new one. */
  const H5Thread = function (): Kept {
    return idle.pop() ?? new Kept();
  } as unknown as typeof Real;
  return { H5Thread };
}
