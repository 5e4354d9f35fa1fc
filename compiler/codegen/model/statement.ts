import type { Shape } from '../../sizes/shape.ts';
import type { CodeCall } from './call.ts';
import type { CodeExpression, CodeText } from './expression.ts';
import type { CodeFactory, CodeValue } from './items.ts';
import type { CodeSymbol } from './symbol.ts';
import type { CodeStore, CodeTensor } from './tensor.ts';

/** Statements in order, with one current tensor. */
export interface CodeBody {
  readonly statements: readonly CodeStatement[];
}

export type CodeStatement =
  | CodeStep
  | CodeInputStatement
  | CodeOutput
  | CodeFrom
  | CodeDeclare
  | CodeFor
  | CodeRepeat
  | CodeIf
  | CodePath
  | CodeRequire
  | (CodeValue & { readonly type: 'value' })
  | (CodeFactory & { readonly type: 'factory' });

/** What every statement may have. */
interface Written {
  /** Of `##`. */
  readonly doc?: string | undefined;
  /** The lines of `#` before it. */
  readonly comments?: readonly string[];
}

/** What is known of the tensor behind a statement. */
interface Shaped {
  /** Its shapes without the batch, each once, in the order in which they came out. */
  readonly shapes: readonly Shape[];
}

/** An operation on the current tensor, whose result is then current. */
export interface CodeStep extends Written, Shaped {
  readonly type: 'step';
  readonly operation: CodeOperation;
  /** Where the result is put besides. */
  readonly results: readonly CodeStore[];
  /** Where what was applied is put, so that it can be applied again with the same weights. */
  readonly shared: readonly CodeStore[];
  /** Whether the result is kept under its label's path, for other functions (`kept`). */
  readonly kept: boolean;
}

export type CodeOperation = CodeApply | CodeGroup | CodeResidual | CodeParallel | CodeReuse;

/** Applies a layer, alias, block or model. */
export interface CodeApply {
  readonly type: 'apply';
  /** Of a layer its path's last part; of a block or model what its layers' paths go on from. */
  readonly name: CodeName;
  readonly call: CodeCall;
}

/** `{ … }`; with a name, its layers' paths go on from that. */
export interface CodeGroup {
  readonly type: 'group';
  readonly name?: CodeName;
  readonly body: CodeBody;
  /** Tensors from outside that it names: where it is shared, it is a function of those too. */
  readonly captures: readonly CodeTensor[];
}

/** `main(x) + skip(x)`; the skip is the identity where it is absent or its condition does not hold. */
export interface CodeResidual {
  readonly type: 'residual';
  /** Where it does not hold, the main path alone. */
  readonly when?: CodeExpression;
  readonly main: CodeBody;
  readonly skip?: { readonly when?: CodeExpression; readonly body: CodeBody };
  /** Of the sum, an `Add`; given after both paths are made. */
  readonly name: CodeName;
}

/** Branches from the current tensor, and what merges them; a single one is not merged. */
export interface CodeParallel {
  readonly type: 'parallel';
  readonly merge: CodeCall;
  /** `path`s, and loops and conditions that make them. */
  readonly body: CodeBody;
  /** Of the merge; given after all branches are made. */
  readonly name: CodeName;
}

/** Applies something again, with the same weights. */
export interface CodeReuse {
  readonly type: 'reuse';
  readonly of: CodeTensor;
  /** What was captured when it was made (`CodeGroup.captures`). */
  readonly captures: readonly CodeTensor[];
  /** What its result is called. */
  readonly name: CodeName;
}

/**
 * How a layer, block or group is called in the body around: `counted`, by its kind and how many of it there were (`conv2d`,
 * `conv2d_1`); `label`, by a label, to which the rounds of the loops around are added where it is `indexed` (`down[2]`);
 * `path`, by just this.
 */
export type CodeName =
  | { readonly type: 'counted'; readonly word: string }
  | { readonly type: 'label'; readonly text: CodeText; readonly indexed: boolean }
  | { readonly type: 'path'; readonly path: string };

/** An input of the block or model, made current. */
export interface CodeInputStatement extends Written, Shaped {
  readonly type: 'input';
  readonly symbol: CodeSymbol;
  readonly dtype: string;
  /** Absent where the spec gives none. A symbol that is declared here takes the size of the tensor; others are what it must be. */
  readonly sizes?: readonly CodeSize[];
}

export type CodeSize =
  | { readonly type: 'declared'; readonly symbol: CodeSymbol }
  | { readonly type: 'expected'; readonly value: CodeExpression };

/** An output; the current tensor stays what it was. */
export interface CodeOutput extends Written, Shaped {
  readonly type: 'output';
  /** As the model's users know it. */
  readonly output: string;
  readonly operation: CodeOperation;
  readonly results: readonly CodeStore[];
  readonly shared: readonly CodeStore[];
  readonly kept: boolean;
}

/** Makes a tensor current. */
export interface CodeFrom extends Written, Shaped {
  readonly type: 'from';
  readonly tensor: CodeTensor;
}

/** Declares a symbol that is given what it is in the statements that follow. */
export interface CodeDeclare {
  readonly type: 'declare';
  readonly symbol: CodeSymbol;
}

interface CodeLoop extends Written {
  /** The number of the round, from 0; absent where nothing needs it. */
  readonly index?: CodeSymbol;
  readonly body: CodeBody;
  /** Whether a label in it takes the number of the round into its path. */
  readonly indexesLabels: boolean;
}

export interface CodeFor extends CodeLoop {
  readonly type: 'for';
  readonly targets: readonly CodeSymbol[];
  /** Whether each item is taken apart into the targets. */
  readonly destructured: boolean;
  readonly list: CodeExpression;
}

export interface CodeRepeat extends CodeLoop {
  readonly type: 'repeat';
  readonly count: CodeExpression;
}

/** Only where the condition hangs on a parameter or a loop; what is decided by the text alone is decided. */
export interface CodeIf extends Written {
  readonly type: 'if';
  readonly condition: CodeExpression;
  readonly then: CodeBody;
  readonly else?: CodeBody;
}

/** A branch of the `parallel` around; without statements the identity. */
export interface CodePath extends Written, Shaped {
  readonly type: 'path';
  readonly body: CodeBody;
  readonly results: readonly CodeStore[];
  readonly kept: boolean;
  /** Of a labelled one, under which its result is kept. */
  readonly name?: CodeName;
}

/** A condition without which the model makes no sense. Sizes that are open when the model is made are not checked. */
export interface CodeRequire extends Written {
  readonly type: 'require';
  readonly condition: CodeExpression;
  readonly message: CodeText;
}
