import type { Body, If, Item, Operation, Statement } from './ast.ts';

/** The bodies directly within an item or a statement, in the order of the text. */
export function bodiesIn(node: Item | Statement): readonly Body[] {
  switch (node.type) {
    case 'block':
    case 'model':
    case 'repeat':
    case 'for':
    case 'path-branch':
      return [node.body];
    case 'step':
    case 'output':
      return bodiesOfOperation(node.operation);
    case 'if':
      return [node.then, ...bodiesOfElse(node)];
    case 'import':
    case 'layer-alias':
    case 'let':
    case 'data':
    case 'train':
    case 'input':
    case 'from':
    case 'require':
    case 'weights':
      return [];
  }
}

function bodiesOfElse({ else: other }: If): readonly Body[] {
  if (other === undefined) return [];
  return other.type === 'body' ? [other] : bodiesIn(other);
}

function bodiesOfOperation(operation: Operation): readonly Body[] {
  switch (operation.type) {
    case 'group':
    case 'parallel':
      return [operation.body];
    case 'residual':
      return [operation.main, ...(operation.skip === undefined ? [] : [operation.skip.body])];
    case 'call':
    case 'reuse':
      return [];
  }
}
