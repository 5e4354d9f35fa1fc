import type { CodeExpression } from '../model/expression.ts';
import type { CodeSymbol } from '../model/symbol.ts';

/** The symbols that an expression names, each once. */
export const symbolsIn = (expression: CodeExpression): readonly CodeSymbol[] => [
  ...new Set(allIn(expression)),
];

function allIn(expression: CodeExpression): readonly CodeSymbol[] {
  switch (expression.type) {
    case 'number':
    case 'boolean':
    case 'none':
    case 'word':
      return [];
    case 'symbol':
      return [expression.symbol];
    case 'text':
      return expression.parts.flatMap((part) => (typeof part === 'string' ? [] : allIn(part)));
    case 'list':
    case 'tuple':
      return expression.items.flatMap(allIn);
    case 'item':
      return [...allIn(expression.list), ...allIn(expression.index)];
    case 'unary':
      return allIn(expression.operand);
    case 'binary':
      return [...allIn(expression.left), ...allIn(expression.right)];
    case 'conditional':
      return [expression.condition, expression.then, expression.else].flatMap(allIn);
    case 'call':
      return expression.arguments.flatMap(allIn);
    case 'object':
      return expression.arguments.flatMap(({ value }) => allIn(value));
  }
}
