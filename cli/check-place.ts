import { usage } from '../runtime/usage-error.ts';

/** Throws a UsageError for a place that is given as nothing: an unset variable of a script, most often. */
export function checkPlace(option: string, written: string | undefined, remedy: string): void {
  if (written?.trim() === '') throw usage(`\`${option}\` is given an empty name`, remedy);
}
