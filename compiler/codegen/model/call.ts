import type { LayerParams, ParameterSpec, ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { Shape } from '../../sizes/shape.ts';
import type { CodeExpression } from './expression.ts';
import type { CodeSymbol } from './symbol.ts';
import type { CodeTensor } from './tensor.ts';

/** A layer, alias, block or model with its arguments, each by its parameter's name. */
export interface CodeCall {
  readonly callee: CodeCallee;
  /** Those that are written here, in that order; those of an alias stand in its factory. */
  readonly arguments: readonly CodeArgument[];
  /** Further tensors: those of `with=`, in order, or those of a block's inputs by name. The current tensor is not among them. */
  readonly inputs: readonly CodeInput[];
  /** What it is in the end, where that is a layer. */
  readonly layer?: CodeLayer;
  /** Of a model or block with several outputs: their names. */
  readonly outputs?: readonly string[];
}

export type CodeCallee =
  /** A kind of the catalogue, by its usual name: `Conv2D`, `MaxPooling2D`. */
  | { readonly type: 'layer'; readonly kind: string }
  | { readonly type: 'factory' | 'block' | 'model'; readonly symbol: CodeSymbol };

export interface CodeArgument {
  readonly name: string;
  readonly value: CodeExpression;
  /** Of a parameter of the catalogue: its facts. */
  readonly parameter?: ParameterSpec;
  /** Of a parameter of a block or model: that. */
  readonly symbol?: CodeSymbol;
  /**
   * Of a parameter of the catalogue, where the text alone decides it: the value as the catalogue reads it, but for an axis,
   * which is as Keras counts them.
   */
  readonly constant?: ParameterValue;
}

export interface CodeInput {
  /** Of a block's or model's input; absent of `with=`. */
  readonly name?: string;
  readonly tensor: CodeTensor;
}

/** A layer behind its aliases. */
export interface CodeLayer {
  readonly kind: string;
  /** All arguments that it is given, those of aliases too, by parameter; a call's own count before its alias's. */
  readonly arguments: ReadonlyMap<string, CodeArgument>;
  /** Each time that it was expanded with the defaults of the models' parameters; none where nothing applies it. */
  readonly facts: readonly LayerFact[];
}

/** A layer as it came out once. */
export interface LayerFact {
  readonly path: string;
  /** Every parameter, defaults too. */
  readonly params: LayerParams;
  /** Shapes without the batch. */
  readonly inputs: readonly Shape[];
  readonly shape: Shape;
}
