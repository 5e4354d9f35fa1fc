import { availableParallelism } from 'node:os';
import type { Workers } from './worker-pool.ts';

const mostThreads = 8;

/**
 * Threads to prepare data in: one core is left to the engine's own work. Undefined where the program runs from
 * its source, in which there is no compiled worker.
 */
export function dataWorkers(): Workers | undefined {
  if (import.meta.url.endsWith('.ts')) return undefined;
  // Beside the other chunks of the bundle.
  const entry = new URL('./data-worker.js', import.meta.url);
  return { entry, count: Math.max(1, Math.min(mostThreads, availableParallelism() - 1)) };
}
