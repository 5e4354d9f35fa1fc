import type { Expression, Path, StringLiteral } from '../../../grammar/ast.ts';
import type { BoundSymbol } from '../../bind/bound-symbol.ts';
import { isFunctionName } from '../../expand/function-names.ts';
import type { CodeArgument } from '../model/call.ts';
import type { CodeExpression, CodeText } from '../model/expression.ts';
import { namedValueParameters } from './named-value-parameters.ts';
import type { Spec } from './spec.ts';

/** An expression with its names bound. */
export function expressionOf(expression: Expression, spec: Spec): CodeExpression {
  const inner = (part: Expression): CodeExpression => expressionOf(part, spec);
  switch (expression.type) {
    case 'number':
      return { type: 'number', value: expression.value, text: expression.text };
    case 'size':
      return { type: 'number', value: expression.value, text: String(expression.value) };
    case 'boolean':
      return { type: 'boolean', value: expression.value };
    case 'none':
      return { type: 'none' };
    case 'string':
      return textOf(expression, spec);
    case 'path':
      return valueOf(expression, spec);
    case 'list':
    case 'tuple':
      return { type: expression.type, items: expression.items.map(inner) };
    case 'unary':
      return { type: 'unary', operator: expression.operator, operand: inner(expression.operand) };
    case 'binary':
      return {
        type: 'binary',
        operator: expression.operator,
        left: inner(expression.left),
        right: inner(expression.right),
      };
    case 'conditional':
      return {
        type: 'conditional',
        condition: inner(expression.condition),
        then: inner(expression.then),
        else: inner(expression.else),
      };
    case 'call': {
      const { text } = expression.callee;
      const given = expression.arguments ?? [];
      if (isFunctionName(text)) {
        return { type: 'call', function: text, arguments: given.map(({ value }) => inner(value)) };
      }
      return { type: 'object', kind: text, arguments: objectArguments(text, given, spec) };
    }
  }
}

/** A text with its expressions. */
export const textOf = ({ parts }: StringLiteral, spec: Spec): CodeText => ({
  type: 'text',
  parts: parts.map((part) => (typeof part === 'string' ? part : expressionOf(part, spec))),
});

/** What a name may be that stands for a value; another is a word that a label could be spelled as. */
const values: ReadonlySet<BoundSymbol['kind']> = new Set(['value', 'parameter', 'loop variable', 'size']);

function valueOf({ segments }: Path, spec: Spec): CodeExpression {
  const [first, ...rest] = segments;
  if (first?.type !== 'name') throw new RangeError('a value has a name');
  const symbol = spec.meaningOf(first);
  const root: CodeExpression =
    symbol === undefined || !values.has(symbol.kind)
      ? { type: 'word', text: first.text }
      : { type: 'symbol', symbol: spec.symbolOf(symbol) };
  return rest.reduce<CodeExpression>(
    (list, segment) =>
      segment.type === 'index' ? { type: 'item', list, index: expressionOf(segment.value, spec) } : list,
    root,
  );
}

/** Arguments of one of Keras's objects, each by its parameter's name. */
function objectArguments(
  kind: string,
  given: NonNullable<Extract<Expression, { type: 'call' }>['arguments']>,
  spec: Spec,
): readonly CodeArgument[] {
  const table = namedValueParameters(kind);
  const names = Object.keys(table);
  return given.map(({ name, value }, index) => {
    const text = name?.text ?? names[index] ?? String(index);
    const parameter = Object.hasOwn(table, text) ? table[text] : undefined;
    return { name: text, value: expressionOf(value, spec), ...(parameter && { parameter }) };
  });
}
