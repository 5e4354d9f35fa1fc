import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bytes that are worth the message; what is less waits for the collector. */
const worthwhile = 2 ** 16;

/**
 * Gives the memory of arrays back soon (see {@link buffersFreed}), not when garbage is next collected: they go into a message that nobody will
 * ever read. What cannot be sent stays: memory that threads share, and what a library owns, which goes with its tensor.
 */
export function freeBuffers(arrays: Iterable<ArrayBufferView>): void {
  const buffers = [...arrays].flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
  if (buffers.reduce((sum, { byteLength }) => sum + byteLength, 0) < worthwhile) return;
  const { port1, port2 } = new MessageChannel();
  port2.close();
  for (const buffer of buffers) {
    try {
      port1.postMessage(null, [buffer]);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  port1.close();
}

/** Waits until what was freed has been given back, which happens behind what a turn of the event loop does. */
export async function buffersFreed(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
