import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { Module, Node } from '../../grammar/ast.ts';
import { nodesIn } from '../../grammar/nodes-at.ts';
import type { Span } from '../../grammar/span.ts';

/** What has brackets that may stand lines apart. */
const folding = new Set<Node['type']>([
  ...(['body', 'data', 'split', 'prepare', 'augment', 'train', 'objective', 'phase', 'weights'] as const),
  ...(['list', 'call', 'import'] as const),
]);

/** What folds: whatever is in brackets on lines of its own, runs of comments, and the imports. */
export function foldingRanges(module: Module): readonly FoldingRange[] {
  const byLine = new Map<number, FoldingRange>();
  for (const { type, span } of nodesIn(module)) {
    if (!folding.has(type)) continue;
    const [start, end] = linesOf(span);
    // The line of the closing bracket stays.
    if (end - 1 > start && !byLine.has(start)) byLine.set(start, { startLine: start, endLine: end - 1 });
  }
  const comments = runsOf(module.comments.filter(standsAlone)).map((range) => ({
    ...range,
    kind: FoldingRangeKind.Comment,
  }));
  const imports = runsOf(module.items.filter(({ type }) => type === 'import')).map((range) => ({
    ...range,
    kind: FoldingRangeKind.Imports,
  }));
  return [...byLine.values(), ...comments, ...imports].sort((a, b) => a.startLine - b.startLine);
}

const linesOf = ({ source, start, end }: Span): readonly [number, number] => [
  source.position(start).line,
  source.position(end).line,
];

const standsAlone = ({ span: { source, start } }: Node): boolean =>
  /(?:^|[\r\n])[ \t]*$/.test(source.text.slice(Math.max(0, start - 200), start));

/** Runs of nodes on lines that follow one another. */
function runsOf(nodes: readonly Node[]): readonly FoldingRange[] {
  const runs: { startLine: number; endLine: number }[] = [];
  for (const { span } of nodes) {
    const [start, end] = linesOf(span);
    const last = runs.at(-1);
    if (last !== undefined && start <= last.endLine + 1) last.endLine = end;
    else runs.push({ startLine: start, endLine: end });
  }
  return runs.filter(({ startLine, endLine }) => endLine > startLine);
}
