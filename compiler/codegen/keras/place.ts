import type { CodeSymbol } from '../model/symbol.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { ExpressionPlace } from './print-expression.ts';

const { code } = python;

/** Where statements stand. */
export interface Place extends ExpressionPlace {
  /** What names layers here. */
  readonly at: Code<'python'>;
  /** Whether layers are named: not in a loss, which makes no model. */
  readonly naming: boolean;
  /** The rounds of the loops around whose labels are numbered. */
  readonly rounds: readonly Code<'python'>[];
  /** Whether the function makes a model, and so its inputs. */
  readonly makes: boolean;
  /** The list that a `path` puts its result in. */
  readonly branches?: Code<'python'>;
  readonly heads: Heads;
  /** How many residuals and branches are around. */
  readonly depth: number;
  /** Variables of no symbol, by what they are for and how deep. */
  readonly temporaries: Map<string, object>;
}

/** What becomes of a function's outputs. */
export interface Heads {
  /** `variables`: each has a variable; `result`: the only one is the function's result; `table`: they are put in a `dict`. */
  readonly form: 'variables' | 'result' | 'table';
  /** The symbols of outputs, by name. */
  readonly symbols: ReadonlyMap<string, CodeSymbol>;
  /** The symbols that statements name. */
  readonly used: ReadonlySet<CodeSymbol>;
  /** The tensors that have been made of them. */
  readonly variables: Map<string, Code<'python'>>;
  /** The `dict`. */
  readonly table: Code<'python'>;
}

/** The current tensor, and the variable that statements put it in. */
export interface Flow {
  current: Code<'python'>;
  readonly variable: Code<'python'>;
}

/** A variable that is there for a purpose of the code, the same for all that do not stand in one another. */
export function temporary(purpose: string, { temporaries, names, depth }: Place): Code<'python'> {
  const key = `${purpose} ${depth}`;
  const owner = temporaries.get(key) ?? {};
  temporaries.set(key, owner);
  return names.of(owner, purpose);
}

/** Brings the current tensor into the flow's variable, where others will go on with it. */
export function settle(flow: Flow): readonly Code<'python'>[] {
  const { current, variable } = flow;
  if (String(current) === String(variable)) return [];
  flow.current = variable;
  return [code`${variable} = ${current}`];
}
