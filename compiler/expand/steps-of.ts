import type { Operation, Statement } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { charactersPerStep } from './limits.ts';

/** As how many steps a statement counts when it is expanded, the bodies in it apart: a long one is much to evaluate. */
export const stepsOf = (statement: Statement): number =>
  1 + Math.floor(charactersOf(partOf(statement)) / charactersPerStep);

const charactersOf = (span: Span | undefined): number => (span === undefined ? 0 : span.end - span.start);

/** What of a statement is evaluated when it is expanded. */
function partOf(statement: Statement): Span | undefined {
  switch (statement.type) {
    case 'step':
    case 'output':
      return partOfOperation(statement.operation);
    case 'repeat':
      return statement.count.span;
    case 'for':
      return statement.list.span;
    case 'if':
      return statement.condition.span;
    case 'path-branch':
      return undefined;
    case 'input':
    case 'layer-alias':
    case 'let':
    case 'from':
    case 'require':
    case 'weights':
      return statement.span;
  }
}

function partOfOperation(operation: Operation): Span | undefined {
  switch (operation.type) {
    case 'call':
    case 'reuse':
      return operation.span;
    case 'parallel':
      return operation.merge.span;
    case 'residual':
      return operation.when?.span;
    case 'group':
      return undefined;
  }
}
