import type { Size } from '../../sizes/size.ts';
import type { CodeArgument, CodeCallee } from './call.ts';
import type { CodeData } from './data.ts';
import type { CodeExpression } from './expression.ts';
import type { CodeBody } from './statement.ts';
import type { CodeSymbol } from './symbol.ts';
import type { CodeTrain } from './train.ts';

/** Something that a module declares. */
export type CodeItem =
  | (CodeValue & { readonly type: 'value' })
  | (CodeFactory & { readonly type: 'factory' })
  | CodeBlock
  | CodeModel
  | CodeData
  | CodeTrain;

interface Documented {
  readonly symbol: CodeSymbol;
  /** Of `##`. */
  readonly doc?: string | undefined;
  /** The lines of `#` before it. */
  readonly comments?: readonly string[];
}

/** `let name = …` */
export interface CodeValue extends Documented {
  readonly value: CodeExpression;
}

/** `layer Name = Kind(…)`: a kind with new defaults. */
export interface CodeFactory extends Documented {
  readonly base: CodeCallee;
  /** The new defaults, by parameter; those of an alias that it stands on are that one's. */
  readonly presets: readonly CodeArgument[];
  /** The layer kind in the end, where it is one. */
  readonly layer?: string;
  /** How many parameters of the kind aliases have taken by position. */
  readonly positional: number;
  /** The parameters that calls of it give, in the order of the kind. */
  readonly given: readonly CodeParameter[];
}

export interface CodeParameter {
  readonly symbol: CodeSymbol;
  /** Of a factory: it may be left out, and is then what its kind, block or model has by default. */
  readonly optional?: boolean;
  /** Absent: it must be given. It may name parameters before it. */
  readonly default?: CodeExpression;
}

/** `block Name(…) { … }`: a function from the current tensor (and further inputs) to its result. */
export interface CodeBlock extends Documented {
  readonly type: 'block';
  readonly parameters: readonly CodeParameter[];
  /** Its inputs, the first the current tensor; none are written where it has one without a name. */
  readonly inputs: readonly CodeSymbol[];
  /** None: its result is the current tensor behind its last statement. One: that tensor. Several: an object of them. */
  readonly outputs: readonly CodeBlockOutput[];
  readonly body: CodeBody;
  /** Whether it makes layers, and so needs to know how they are to be called. */
  readonly names: boolean;
  /** Whether it is a loss: of `target` and `prediction`. */
  readonly isLoss: boolean;
}

/** An output of a block or model. */
export interface CodeBlockOutput {
  readonly name: string;
  /** The tensor. */
  readonly symbol: CodeSymbol;
  /** Whether it is made whatever the parameters are; else, where none is made, the result is the current tensor. */
  readonly always: boolean;
}

/** `model Name(…) { … }` */
export interface CodeModel extends Documented {
  readonly type: 'model';
  readonly parameters: readonly CodeParameter[];
  readonly inputs: readonly CodeTensorType[];
  /** Its heads, with the defaults of the parameters; one named `output` where none is written or made, which is the last tensor. */
  readonly heads: readonly CodeTensorType[];
  /** The outputs that are written, as those of a block. */
  readonly outputs: readonly CodeBlockOutput[];
  readonly body: CodeBody;
  /** The symbolic sizes of its inputs that its body uses as values. */
  readonly sizes: readonly CodeModelSize[];
  /** Whether other models or blocks apply it. */
  readonly isApplied: boolean;
  /** Whether it can be made by itself: with its parameters' defaults it has a graph. */
  readonly isMade: boolean;
}

/** An input or output of a model, without the batch. */
export interface CodeTensorType {
  readonly name: string;
  readonly symbol: CodeSymbol;
  readonly dtype: string;
  /** With the defaults of the parameters. */
  readonly shape: readonly Size[];
  readonly doc?: string | undefined;
}

/** A symbolic size of a model. */
export interface CodeModelSize {
  readonly symbol: CodeSymbol;
  /** What the data of the module makes it, where that is known. */
  readonly value?: number;
}
