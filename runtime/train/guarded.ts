import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';

/** Runs an engine's work; what it throws (out of memory, most often) becomes a message that says where. */
export async function guarded<T>(engine: string, where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const wrapped = new RunError(
      runtimeMessages.engineFailed(engine, reason.split('\n')[0] ?? reason, where),
    );
    wrapped.cause = error;
    throw wrapped;
  }
}
