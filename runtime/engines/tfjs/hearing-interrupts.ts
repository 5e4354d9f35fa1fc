import { Script } from 'node:vm';

/** Where the script finds what it is to run. */
const key = 'cnnc: what may be interrupted';
const script = new Script(`globalThis[Symbol.for(${JSON.stringify(key)})]()`);

/**
 * Runs something that keeps the thread for long, and can be begun again. A Ctrl-C on the way is told to those who listen at
 * once, where else they hear of it when the thread is free; then it is begun again. What nobody listens to ends the process.
 */
export function hearingInterrupts<T>(act: () => T): T {
  while (process.listenerCount('SIGINT') > 0) {
    Reflect.set(globalThis, Symbol.for(key), act);
    try {
      return script.runInThisContext({ breakOnSigint: true }) as T;
    } catch (error) {
      if (!isInterrupted(error)) throw error;
      process.emit('SIGINT', 'SIGINT');
    } finally {
      Reflect.deleteProperty(globalThis, Symbol.for(key));
    }
  }
  return act();
}

const isInterrupted = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
