import type { DocumentLink } from 'vscode-languageserver';
import type { Expression, Module, Node, StringLiteral } from '../../grammar/ast.ts';
import { nodesIn } from '../../grammar/nodes-at.ts';
import { resolvePath } from '../../compiler/expand/import-modules.ts';
import { rangeOf } from '../documents/positions.ts';
import { uriOf } from '../documents/uri.ts';

/** What paths and addresses in a text lead to: imports, data, weights. */
export function documentLinks(module: Module): readonly DocumentLink[] {
  const literals = [...nodesIn(module)].flatMap(pathsOf);
  return literals.flatMap(({ value, span }) => {
    const target = targetOf(value, module.source.name);
    const { source, start, end } = span;
    return target === undefined
      ? []
      : [{ range: rangeOf({ source, start: start + 1, end: end - 1 }), target }];
  });
}

/** The texts of a node that are paths. */
function pathsOf(node: Node): readonly StringLiteral[] {
  if (node.type === 'import') return [node.path];
  if (node.type === 'weights') return [node.location];
  if (node.type === 'argument' && node.name?.text === 'weights') return textsOf(node.value);
  if (node.type !== 'entry' || node.key.text !== 'source' || node.value.type !== 'call') return [];
  return (node.value.arguments ?? []).flatMap(({ value }) => textsOf(value));
}

const textsOf = (value: Expression): readonly StringLiteral[] => (value.type === 'string' ? [value] : []);

function targetOf(path: string, from: string): string | undefined {
  if (/^https?:\/\//.test(path)) return path;
  return path === '' || path.startsWith('cnn:') ? undefined : uriOf(resolvePath(from, path));
}
