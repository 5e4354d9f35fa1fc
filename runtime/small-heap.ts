import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Keeps V8's young generation from growing beyond what it has: it would take up to 32 MiB and seldom give them back.
 * Compiling the largest examples takes the same processor time with it.
 */
export const keepHeapSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');

/** Collects what nobody holds, so that what the process holds is near to what it needs. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

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
