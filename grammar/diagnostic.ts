import type { Span } from './span.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A message about a place in a source. Every stage returns these as values; an exception is a bug. */
export interface Diagnostic {
  /** Stable, `CNN` and three digits: 0xx syntax, 1xx names and values, 2xx shapes, 3xx data, 4xx training, 5xx memory, 6xx files and runs. */
  readonly code: string;
  readonly severity: Severity;
  /** What the message is made from: what decides about a diagnostic reads these, never its words. */
  readonly arguments?: readonly unknown[];
  /** One sentence, without a full stop; names are in backticks. Of the compiler's own it is written when it is asked for. */
  readonly message: string;
  /** What is marked. Absent only where no source has a part in it (a run folder, the command line). */
  readonly span?: Span;
  /** Shown beside the mark: what is there (`[28, 28, 128] + [56, 56, 64]`). */
  readonly label?: string;
  /** Other places that have a part in it, each with what it contributes. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** The steps of the expansion, outermost first: `ResNet34`, `stage 1`, `ResidualUnit(128, strides=2)`, and where each stands. */
  readonly stack?: readonly { readonly text: string; readonly span: Span }[];
  /** The rule as arithmetic, or what else a person needs to know. */
  readonly notes?: readonly string[];
  /** Of the compiler's own it is made when it is asked for, and its title with it. */
  readonly fix?: Fix | undefined;
  /** What this is only a consequence of: who mends that need not see this. */
  readonly causedBy?: Diagnostic;
}

/** What to do about a diagnostic, in words, and as edits where it can be done by machine. */
export interface Fix {
  readonly title: string;
  readonly edits?: readonly { readonly span: Span; readonly text: string }[];
  /** Whether the edits take away something that was meant: they are for a person to choose, and made with no others. */
  readonly isLossy?: true;
  /** Edits of which a person chooses one, where several would do. */
  readonly choices?: readonly Choice[];
}

/** One of several ways to mend something. */
export interface Choice {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

/** What a stage gives back: its value, as whole as it could be made, and what it has to say. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
