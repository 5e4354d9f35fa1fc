import type { Comment, Node } from '../../grammar/ast.ts';
import { Source } from '../../grammar/source.ts';

/** A copy of a tree without places, to compare by. */
export function withoutSpans(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSpans);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => !['span', 'operatorSpan', 'source'].includes(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutSpans(value)]));
}

/** Every node of a tree, parents first. */
export function nodes(root: unknown): Node[] {
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (value instanceof Source || typeof value !== 'object' || value === null) return;
    if ('type' in value && 'span' in value) found.push(value as Node);
    for (const [key, child] of Object.entries(value))
      if (key !== 'span' && key !== 'operatorSpan') visit(child);
  };
  visit(root);
  return found;
}

/** Comments as they are written, to compare by. */
export function commentTexts(comments: readonly Comment[]): string[] {
  return comments.map(({ doc, text }) => `${doc ? '##' : '#'} ${text}`);
}
