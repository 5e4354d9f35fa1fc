import type { Diagnostic } from '../grammar/diagnostic.ts';

/** A run that cannot begin or go on through no fault of the program: carries what to tell the person. */
export class RunError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(first: Diagnostic, ...others: readonly Diagnostic[]) {
    super(first.message);
    this.name = 'RunError';
    this.diagnostics = [first, ...others];
  }
}
