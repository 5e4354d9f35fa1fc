import { displayText } from '../compiler/diagnostics/display-width.ts';

/** What is asked for does not make sense: a word that names nothing, options that exclude each other. */
export class UsageError extends Error {}

/** Wrong usage, and what to write instead. */
export const usage = (message: string, fix: string): UsageError =>
  new UsageError(`${displayText(message)}\n  = fix: ${displayText(fix)}`);
