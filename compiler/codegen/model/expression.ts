import type { BinaryOperator, Unary } from '../../../grammar/ast.ts';
import type { FunctionName } from '../../expand/function-names.ts';
import type { CodeArgument } from './call.ts';
import type { CodeSymbol } from './symbol.ts';

/**
 * A value as it is written, its names bound. Its arithmetic is the language's, which is Python's: `/` is exact, `//` rounds
 * down, a remainder has the sign of the divisor. What it may be is told by `typeOf`.
 */
export type CodeExpression =
  /** `text` is as written: `1e-4`; of `10%` the value is 0.1. */
  | { readonly type: 'number'; readonly value: number; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'none' }
  | CodeText
  /** A word of Keras's: `same`, `relu`, `he_normal`. */
  | { readonly type: 'word'; readonly text: string }
  /** A value, parameter, loop variable or size. */
  | { readonly type: 'symbol'; readonly symbol: CodeSymbol }
  | { readonly type: 'list' | 'tuple'; readonly items: readonly CodeExpression[] }
  /** `list[index]`; below 0 it counts from the end. */
  | { readonly type: 'item'; readonly list: CodeExpression; readonly index: CodeExpression }
  | { readonly type: 'unary'; readonly operator: Unary['operator']; readonly operand: CodeExpression }
  | {
      readonly type: 'binary';
      /** `+` and `*` also of lists; `==` also of lists and words. */
      readonly operator: BinaryOperator;
      readonly left: CodeExpression;
      readonly right: CodeExpression;
    }
  | {
      readonly type: 'conditional';
      readonly condition: CodeExpression;
      readonly then: CodeExpression;
      readonly else: CodeExpression;
    }
  | { readonly type: 'call'; readonly function: FunctionName; readonly arguments: readonly CodeExpression[] }
  /** One of Keras's objects, by its class: `HeNormal(seed=3)`. */
  | { readonly type: 'object'; readonly kind: string; readonly arguments: readonly CodeArgument[] };

/** A text with values in it: `"block{i + 5}"` has the parts `block` and `i + 5`. */
export interface CodeText {
  readonly type: 'text';
  readonly parts: readonly (string | CodeExpression)[];
}
