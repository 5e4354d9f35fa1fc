/**
 * Gives the memory of arrays back now, not when garbage is next collected: they go into a message that nobody will
 * ever read. What the runtime itself owns cannot be sent, and goes with its tensor.
 */
export function freeBuffers(arrays: readonly ArrayBufferView<ArrayBuffer>[]): void {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  for (const { buffer } of arrays) {
    try {
      port1.postMessage(null, [buffer]);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  port1.close();
}
