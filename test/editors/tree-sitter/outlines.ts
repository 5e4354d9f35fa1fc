import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Module } from '../../../grammar/ast.ts';
import { nodesIn } from '../../../grammar/nodes-at.ts';

/** What a text consists of: each node with its type and place, outer ones first, operators by their signs, and comments. */
export interface Outline {
  readonly nodes: readonly string[];
  readonly comments: readonly string[];
}

/** What only a concrete tree has. */
const concrete = new Set([
  ...['module', 'parameters', 'arguments', 'sizes', 'targets', 'parenthesized'],
  ...['string_content', 'escape_sequence', 'interpolation', 'comment', 'doc_comment'],
]);

/** Names that an abstract tree does not tell apart. */
const names = new Set(['kind', 'key']);

/** What has an operator. */
const signed = new Set(['binary', 'unary']);

const line = (type: string, start: number, end: number, sign = ''): string =>
  `${type}${sign && ` ${sign}`} ${start}–${end}`;

/** The outline of our own tree of a text. */
export function outlineOf(module: Module): Outline {
  const nodes: string[] = [];
  for (const node of nodesIn(module)) {
    const { type, span } = node;
    if (type === 'module' || type === 'comment') continue;
    nodes.push(line(type, span.start, span.end, 'operator' in node ? node.operator : ''));
  }
  const comments = module.comments.map(({ doc, span }) => line(doc ? '##' : '#', span.start, span.end));
  return { nodes, comments };
}

/** The outline of Tree-sitter's tree of a text. */
export function outlineOfTree(tree: Tree): Outline {
  const nodes: string[] = [];
  const comments: string[] = [];
  const cursor = tree.walk();
  const add = ({ nodeType: type, startIndex: start, endIndex: end }: TreeCursor): void => {
    if (type === 'comment' || type === 'doc_comment')
      comments.push(line(type === 'comment' ? '#' : '##', start, start + cursor.nodeText.trimEnd().length));
    else if (!concrete.has(type)) {
      const sign = signed.has(type) ? cursor.currentNode.childForFieldName('operator')?.type : '';
      nodes.push(line(names.has(type) ? 'name' : type.replaceAll('_', '-'), start, end, sign));
    }
  };
  do {
    if (cursor.nodeIsNamed) add(cursor);
  } while (goOn(cursor));
  cursor.delete();
  return { nodes, comments };
}

/** Goes on to the next node, outer ones first; whether there is one. */
function goOn(cursor: TreeCursor): boolean {
  if (cursor.gotoFirstChild()) return true;
  while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return false;
  return true;
}
