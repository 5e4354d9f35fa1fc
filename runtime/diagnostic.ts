import type { Diagnostic } from '../grammar/diagnostic.ts';
import type { Span } from '../grammar/span.ts';

type Parts = Pick<Diagnostic, 'label' | 'notes' | 'fix' | 'severity'>;

/** A diagnostic of the runtime. */
export const diagnostic = (
  code: string,
  span: Span | undefined,
  message: string,
  parts: Partial<Parts>,
): Diagnostic => ({
  code,
  severity: 'error',
  message,
  ...(span === undefined ? {} : { span }),
  ...parts,
});

/** The part of a diagnostic that says what to do. */
export const fix = (title: string): Pick<Diagnostic, 'fix'> => ({ fix: { title } });
