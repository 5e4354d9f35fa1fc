import type { BlockDeclaration, Body, ModelDeclaration, Module, Statement } from '../../grammar/ast.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import type { Span } from '../../grammar/span.ts';

/** Statements that follow one another, and where they stand. */
export interface Selected {
  readonly item: BlockDeclaration | ModelDeclaration;
  readonly body: Body;
  readonly statements: readonly [Statement, ...Statement[]];
  /** All of them, with what stands between. */
  readonly span: Span;
}

/** The statements that a selection touches, all of them of the innermost body that it lies in. */
export function selectedStatements(module: Module, selection: Span): Selected | undefined {
  const { source } = module;
  const { start, end } = trimmed(selection);
  const around = nodesAt(module, start);
  const item = around.find((node) => node.type === 'block' || node.type === 'model');
  const body = around.findLast(
    (node) => node.type === 'body' && node.span.start < start && end < node.span.end,
  );
  if (body?.type !== 'body' || (item?.type !== 'block' && item?.type !== 'model')) return undefined;
  const [first, ...more] = body.statements.filter(
    ({ span }) => span.start <= end && start <= span.end && (start === end || touches(span, start, end)),
  );
  if (first === undefined) return undefined;
  const span = { source, start: first.span.start, end: (more.at(-1) ?? first).span.end };
  return { item, body, statements: [first, ...more], span };
}

const touches = (span: Span, start: number, end: number): boolean => span.start < end && start < span.end;

/** A span without the blanks at its ends. */
function trimmed({ source, start, end }: Span): Span {
  const text = source.text.slice(start, end);
  const inner = text.trim();
  if (inner === '') return { source, start: start + text.length, end: start + text.length };
  const from = start + text.indexOf(inner);
  return { source, start: from, end: from + inner.length };
}
