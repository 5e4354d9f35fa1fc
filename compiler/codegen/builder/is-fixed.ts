import type { CodeExpression } from '../model/expression.ts';
import type { CodeSymbol } from '../model/symbol.ts';

/** Whether the text alone decides a value: it uses no name of the spec. */
export const isFixed = (expression: CodeExpression): boolean => symbolsIn(expression).length === 0;

/** The symbols that an expression uses. */
export function symbolsIn(expression: CodeExpression): readonly CodeSymbol[] {
  switch (expression.type) {
    case 'symbol':
      return [expression.symbol];
    case 'number':
    case 'boolean':
    case 'none':
    case 'word':
      return [];
    case 'text':
      return expression.parts.flatMap((part) => (typeof part === 'string' ? [] : symbolsIn(part)));
    case 'list':
    case 'tuple':
      return expression.items.flatMap(symbolsIn);
    case 'item':
      return [...symbolsIn(expression.list), ...symbolsIn(expression.index)];
    case 'unary':
      return symbolsIn(expression.operand);
    case 'binary':
      return [...symbolsIn(expression.left), ...symbolsIn(expression.right)];
    case 'conditional':
      return [expression.condition, expression.then, expression.else].flatMap(symbolsIn);
    case 'call':
      return expression.arguments.flatMap(symbolsIn);
    case 'object':
      return expression.arguments.flatMap(({ value }) => symbolsIn(value));
  }
}
