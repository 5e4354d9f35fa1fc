/** What a symbol of the code is. */
export type CodeSymbolKind =
  | 'value'
  | 'parameter'
  | 'loop variable'
  | 'size'
  | 'factory'
  | 'block'
  | 'model'
  | 'data'
  | 'train'
  /** A tensor: an input, or what a label stands for. */
  | 'tensor'
  /** Tensors by the rounds of the loops around, one index a loop. */
  | 'tensors'
  /** What can be applied again with the same weights: a layer, or a part of the model. */
  | 'shared'
  /** Such things by the rounds of the loops around. */
  | 'shareds'
  /** What a block or model with several outputs gives: an object with a tensor by each output's name. */
  | 'bundle';

/** Something that the code names; compared by identity. A target gives it a name of its own. */
export interface CodeSymbol {
  readonly kind: CodeSymbolKind;
  /** What the spec calls it, or what it could be called where the spec gives it no name. */
  readonly name: string;
  /** Of values, parameters, loop variables and sizes: what it may be. */
  readonly type?: CodeType;
  /** Of what other modules can name: the module that declares it. */
  readonly module?: string;
}

/** What a value may be. */
export type CodeType =
  | { readonly type: 'number' | 'boolean' | 'string' | 'none' | 'unknown' }
  /** A word of Keras's, or one of its objects: `relu`, `he_normal`, `L2(0.01)`. */
  | { readonly type: 'activation' | 'initializer' | 'regularizer' | 'constraint' }
  /** One of some words: `same`, `valid`. */
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly item: CodeType }
  | { readonly type: 'tuple'; readonly items: readonly CodeType[] }
  | { readonly type: 'union'; readonly of: readonly CodeType[] };
