import type { CodeExpression } from '../model/expression.ts';

/** What a condition is, where it is written as `true`, `false`, or what these come to. */
export function decide(condition: CodeExpression): boolean | undefined {
  if (condition.type === 'boolean') return condition.value;
  if (condition.type === 'unary' && condition.operator === 'not') {
    const inner = decide(condition.operand);
    return inner === undefined ? undefined : !inner;
  }
  if (condition.type !== 'binary') return undefined;
  const { operator, left, right } = condition;
  if (operator !== 'and' && operator !== 'or') return undefined;
  const [a, b] = [decide(left), decide(right)];
  const settles = operator === 'or';
  if (a === settles || b === settles) return settles;
  return a !== undefined && b !== undefined ? !settles : undefined;
}
