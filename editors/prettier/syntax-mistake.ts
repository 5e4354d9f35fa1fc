import type { Diagnostic } from '../../grammar/diagnostic.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

/** A diagnostic as the exception that Prettier expects of a parser: lines and columns count from 1. */
export class SyntaxMistake extends SyntaxError {
  readonly code: string;
  readonly loc: { readonly start: Place; readonly end: Place } | undefined;

  constructor({ code, message, span }: Diagnostic) {
    const place = (offset: number): Place | undefined => {
      const position = span?.source.position(offset);
      return position && { line: position.line + 1, column: position.character + 1 };
    };
    const [start, end] = [place(span?.start ?? 0), place(span?.end ?? 0)];
    super(start === undefined ? message : `${message} (${start.line}:${start.column})`);
    this.code = code;
    this.loc = start && end && { start, end };
  }
}
