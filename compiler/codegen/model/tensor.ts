import type { CodeExpression, CodeText } from './expression.ts';
import type { CodeSymbol } from './symbol.ts';

/** A tensor, or something shared, where it is named. */
export type CodeTensor =
  /** `tower`; of `tensors` and `shareds`, one of them: `down[2]`. */
  | { readonly type: 'variable'; readonly symbol: CodeSymbol; readonly indices: readonly CodeExpression[] }
  /** One of several outputs: `encoder.mean`. */
  | { readonly type: 'output'; readonly of: CodeSymbol; readonly name: string }
  /** Something that another function made and kept, by its path in this body: `base.block4`. */
  | { readonly type: 'kept'; readonly path: CodeText };

/** Where a tensor, or something shared, is put. */
export interface CodeStore {
  readonly symbol: CodeSymbol;
  /** Of `tensors` and `shareds`: the rounds of the loops around. */
  readonly indices: readonly CodeExpression[];
  /** Whether a `declare` before has declared it; else it is declared here. */
  readonly declared: boolean;
}
