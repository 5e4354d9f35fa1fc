import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { RunError } from '../../runtime/run-error.ts';

/** The diagnostics that a run stops with; fails where it does not stop. */
export async function failureOf(work: () => unknown): Promise<readonly Diagnostic[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RunError) return error.diagnostics;
    throw error;
  }
  throw new Error('expected a RunError');
}

/** A diagnostic as lines of text, for comparing with what a person reads. */
export const linesOf = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.flatMap(({ code, message, notes = [], fix }) => [
    `${code}: ${message}`,
    ...notes.map((note) => `note: ${note}`),
    ...(fix === undefined ? [] : [`fix: ${fix.title}`]),
  ]);
