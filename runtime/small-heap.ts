import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Keeps V8's young generations from growing beyond what they have: each would take up to 32 MiB and seldom give them
 * back. Compiling the largest examples takes the same processor time with it. To be called in every new thread, too:
 * where a heap is set up, V8 sets the factor of them all to 2 again (`Heap::ConfigureHeap`).
 */
export const keepHeapSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');

let collect: (() => void) | undefined;

/** Collects what nobody holds, so that what the process holds is near to what it needs. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  collect ??= runInNewContext('gc') as () => void;
  collect();
}

/** Collects garbage whenever so many bytes of arrays have been made since the last time; V8 itself waits for some 32 MiB. */
export class Sweeping {
  readonly #bytes: number;
  #before = arrayBytes();

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** To be called where what was made before is of no use any more. */
  sweep(): void {
    if (arrayBytes() < this.#before + this.#bytes) return;
    collectGarbage();
    this.#before = arrayBytes();
  }
}

/**
 * Bytes outside of this thread's heap that its objects hold, garbage among them. Not `process.memoryUsage`: that asks the system for
 * what the process holds besides, which takes as long as to decode a small picture.
 */
const arrayBytes = (): number => getHeapStatistics().external_memory;

/** Collects garbage now and then: whenever it has been fifty times as long as the last collection took, at a place that suits. */
export class Tidying {
  #next = 0;

  /** To be called where the caller could spare some milliseconds. */
  tidy(): void {
    const start = performance.now();
    if (start < this.#next) return;
    collectGarbage();
    const end = performance.now();
    this.#next = end + 50 * (end - start);
  }
}
