import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';

/** A file of weights cannot be read. */
const unreadable = 'CNN633';

/** Whether something is wrong with a file as it is written, and not only with weights that it names. */
export const isMistake = ({ severity, code }: Diagnostic): boolean =>
  severity === 'error' && code !== unreadable;

/** What is wrong, for a command that loads weights only where some spans name them: of others that they cannot be read is a warning. */
export const weighWeights = (
  diagnostics: readonly Diagnostic[],
  loaded: readonly { readonly span: Span }[] = [],
): readonly Diagnostic[] =>
  diagnostics.map((each) =>
    each.code !== unreadable || loaded.some(({ span }) => isSame(span, each.span))
      ? each
      : { ...each, severity: 'warning' },
  );

const isSame = (a: Span, b: Span | undefined): boolean =>
  a.source.name === b?.source.name && a.start === b.start;
