import type { Expression } from '../../grammar/ast.ts';
import type { Constant } from './constant.ts';

/** A word or `Name(arguments)`, which a table of the caller gives its meaning. */
export function readNamed(
  value: Constant | undefined,
  expression: Expression,
): { readonly text: string; readonly quoted: boolean; readonly value: Constant } | undefined {
  if (value?.type === 'word') return { text: value.text, quoted: false, value };
  if (value?.type === 'object') return { text: value.name.text, quoted: false, value };
  if (value?.type === 'string') return { text: value.value, quoted: expression.type === 'string', value };
  return undefined;
}
