import type { CodeFactory } from '../model/items.ts';
import type { NameAllocator } from '../text/name-allocator.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { penalizes, printArguments, printCallee, printOptions } from './print-call.ts';

const { code } = ts;

/** `layer Name = Kind(…)`: a function with new defaults. */
export function printFactory(
  { symbol, base, presets, doc }: CodeFactory,
  context: ModuleContext,
  names: NameAllocator<'typescript'>,
  exported: TsCode = ts.empty,
): TsCode {
  const name = context.nameOf(symbol, names);
  const made = printCallee(base, presets, context);
  if (penalizes(presets) || context.program.isPenalized(base)) context.program.declarePenalized(symbol);
  const options = printOptions(printArguments(presets, base, context));
  if (String(options) === '') return code`${ts.doc(doc)}${exported}const ${name} = ${made};`;
  return code`${ts.doc(doc)}${exported}const ${name} = ${context.part('with-defaults', 'withDefaults')}(${made}, ${options});`;
}
