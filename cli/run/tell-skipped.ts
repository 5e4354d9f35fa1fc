import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { Context } from '../command.ts';

const most = 10;

/** Names the first of the files that could not be read, and counts the others. */
export function tellSkipped(
  skipped: readonly (readonly [file: string, reason: string])[],
  { err }: Pick<Context, 'err'>,
): void {
  for (const [name, reason] of skipped.slice(0, most))
    err(`  ${displayText(`skipped ${name}: ${reason}`)}\n`);
  if (skipped.length > most) err(`  skipped ${skipped.length - most} more\n`);
}
