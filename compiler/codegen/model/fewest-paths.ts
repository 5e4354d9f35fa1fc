import type { CodeExpression } from './expression.ts';
import type { CodeBody, CodeStatement } from './statement.ts';

/** How many branches the body of a `parallel` makes at least, whatever values parameters have. */
export const fewestPaths = ({ statements }: CodeBody): number =>
  statements.reduce((sum, statement) => sum + fewestOf(statement), 0);

function fewestOf(statement: CodeStatement): number {
  switch (statement.type) {
    case 'path':
      return 1;
    case 'repeat':
      return roundsOf(statement.count) * fewestPaths(statement.body);
    case 'for':
      return (statement.list.type === 'list' ? statement.list.items.length : 0) * fewestPaths(statement.body);
    case 'if':
      return Math.min(
        fewestPaths(statement.then),
        statement.else === undefined ? 0 : fewestPaths(statement.else),
      );
    case 'declare':
    case 'factory':
    case 'from':
    case 'input':
    case 'output':
    case 'require':
    case 'step':
    case 'value':
      return 0;
  }
}

const roundsOf = (count: CodeExpression): number => (count.type === 'number' ? count.value : 0);
