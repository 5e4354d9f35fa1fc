import type { BlockDeclaration, InputStatement, ModelDeclaration } from '../../grammar/ast.ts';
import type { Constant } from './constant.ts';
import type { ModuleNames } from './kind.ts';
import type { Scope } from './scope.ts';

/** A block or model, and the module in which its names have their meaning. */
export interface Callable {
  readonly declaration: BlockDeclaration | ModelDeclaration;
  readonly scope: Scope;
  readonly names: ModuleNames;
}

/** Arguments of a block or model by parameter. */
export interface CallableArguments {
  readonly values: ReadonlyMap<string, Constant>;
  /** How many were given by position, those of the aliases below included. */
  readonly positional: number;
  /** Some argument was at fault, which has been reported. */
  readonly faulty: boolean;
}

export const noArguments: CallableArguments = { values: new Map(), positional: 0, faulty: false };

/** The inputs that stand directly in the body. */
export const inputsOf = ({ declaration }: Callable): readonly InputStatement[] =>
  declaration.body.statements.filter((statement) => statement.type === 'input');
