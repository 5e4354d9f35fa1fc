import type { Item } from '../../grammar/ast.ts';
import type { Diagnostic, Fix } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import { withParts } from '../diagnostics/with-parts.ts';
import { isWithin } from './same-tree.ts';

/** An item of an earlier version of a file, and the same one in a later version. */
export interface Move {
  readonly from: Item;
  readonly to: Item;
}

/** Where a span of items of an earlier version stands in the later one; another stays as it is. */
export function movedSpan(span: Span, moves: readonly Move[]): Span {
  const move = moves.find(({ from }) => isWithin(span, from));
  if (move === undefined) return span;
  const by = move.to.span.start - move.from.span.start;
  return { source: move.to.span.source, start: span.start + by, end: span.end + by };
}

const editsIn = (fix: Fix | undefined): Fix['edits'] & object => [
  ...(fix?.edits ?? []),
  ...(fix?.choices ?? []).flatMap(({ edits }) => edits),
];

/** The same diagnostic of the later version. */
export function movedDiagnostic(diagnostic: Diagnostic, place: (span: Span) => Span): Diagnostic {
  const { span, related, stack } = diagnostic;
  const move: MovePart = (part) => withParts(part, { span: place(part.span) } as Partial<typeof part>);
  return withParts<Diagnostic>(diagnostic, {
    ...(span === undefined ? {} : { span: place(span) }),
    ...(related === undefined ? {} : { related: related.map(move) }),
    ...(stack === undefined ? {} : { stack: stack.map(move) }),
    get fix() {
      const { fix } = diagnostic;
      return fix && movedFix(fix, move);
    },
  });
}

type MovePart = <T extends { readonly span: Span }>(part: T) => T;

const movedFix = (fix: Fix, move: MovePart): Fix =>
  withParts<Fix>(fix, {
    ...(fix.edits && { edits: fix.edits.map(move) }),
    ...(fix.choices && {
      choices: fix.choices.map((choice) => ({ ...choice, edits: choice.edits.map(move) })),
    }),
  });

/** Every place that a diagnostic points at. */
export const spansIn = ({ span, related = [], stack = [], fix }: Diagnostic): readonly Span[] => [
  ...(span === undefined ? [] : [span]),
  ...[...related, ...stack, ...editsIn(fix)].map((part) => part.span),
];
