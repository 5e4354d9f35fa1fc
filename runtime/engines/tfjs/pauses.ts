/** Milliseconds for which a thread may compute before it looks what else there is to do. */
const stretch = 100;

/**
 * Lets others have the thread now and then while it computes: a timer, a signal, what came over a port. Called after each
 * op, it waits for a turn of the event loop where the last one is a while ago, and else for nothing.
 */
export function pauses(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < stretch) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}
