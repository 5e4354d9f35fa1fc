/**
 * Gives the memory of arrays back now, not when garbage is next collected: they go into a message that nobody will
 * ever read. What cannot be sent stays: memory that threads share, and what a library owns, which goes with its tensor.
 */
export function freeBuffers(arrays: Iterable<ArrayBufferView>): void {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  for (const { buffer } of arrays) {
    if (!(buffer instanceof ArrayBuffer)) continue;
    try {
      port1.postMessage(null, [buffer]);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  port1.close();
}
