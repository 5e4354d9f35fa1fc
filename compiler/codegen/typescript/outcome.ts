import { endsInOutputs } from '../model/ends-in-outputs.ts';
import type { CodeBlock, CodeModel } from '../model/items.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { NameAllocator } from '../text/name-allocator.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import type { Flow, FunctionText } from './function-text.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { namesTensor } from './names-tensor.ts';

const { code } = ts;

/** The only output of a function that may not make it, and then gives what is current in its end. */
export interface Outcome {
  readonly symbol: CodeSymbol;
  /** The variable that the output is put into besides; absent: nothing follows the output, and it is made current. */
  readonly variable?: TsCode;
}

/** What a function gives where its output hangs on its parameters; undefined where it is always made, or one of several. */
export function outcomeOf(
  { outputs, body }: CodeBlock | CodeModel,
  context: ModuleContext,
  names: NameAllocator<'typescript'>,
  text: FunctionText,
): Outcome | undefined {
  const [only, ...others] = outputs;
  if (only === undefined || only.always || others.length > 0) return undefined;
  const { symbol } = only;
  if (endsInOutputs(body) && !namesTensor(body, symbol)) return { symbol };
  const variable = names.fresh('result');
  text.add(code`let ${variable}: ${context.part('names', 'Symbolic')} | undefined;`);
  return { symbol, variable };
}

/** What a function with such an output gives. */
export const valueOf = ({ variable }: Outcome, { current = ts.empty }: Flow): TsCode =>
  variable === undefined ? current : code`${variable} ?? ${current}`;
