import type { Node } from './ast.ts';

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'span' in value;

/** The nodes directly within a node, in the order of the text; comments are the module's. */
export function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node) as readonly unknown[]) {
    if (Array.isArray(value)) found.push(...value.filter(isNode));
    else if (isNode(value)) found.push(value);
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** The nodes around an offset, the outermost first; between two that meet there, it is in the later one. */
export function nodesAt(root: Node, offset: number): readonly Node[] {
  const found = [root];
  for (;;) {
    const inner = childrenOf(found.at(-1) ?? root).findLast(
      ({ span }) => span.start <= offset && offset <= span.end,
    );
    if (inner === undefined) return found;
    found.push(inner);
  }
}

/** A node and all within it, each before what is within it. */
export function* nodesIn(node: Node): Iterable<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}
