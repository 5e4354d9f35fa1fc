import type { Body, Operation, Statement } from '../../grammar/ast.ts';

/** The bodies within a statement. */
export function bodiesOf(statement: Statement): readonly Body[] {
  switch (statement.type) {
    case 'step':
    case 'output':
      return bodiesOfOperation(statement.operation);
    case 'repeat':
    case 'for':
    case 'path-branch':
      return [statement.body];
    case 'if': {
      if (statement.else === undefined) return [statement.then];
      return statement.else.type === 'body'
        ? [statement.then, statement.else]
        : [statement.then, ...bodiesOf(statement.else)];
    }
    case 'input':
    case 'layer-alias':
    case 'let':
    case 'from':
    case 'require':
    case 'weights':
      return [];
  }
}

function bodiesOfOperation(operation: Operation): readonly Body[] {
  switch (operation.type) {
    case 'group':
    case 'parallel':
      return [operation.body];
    case 'residual':
      return operation.skip === undefined ? [operation.main] : [operation.main, operation.skip.body];
    case 'call':
    case 'reuse':
      return [];
  }
}
