import type { CodeFactory } from '../model/items.ts';
import type { NameAllocator } from '../text/name-allocator.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { printArguments, printCallee, printOptions } from './print-call.ts';

const { code } = ts;

/** `layer Name = Kind(…)`: a function with new defaults. */
export function printFactory(
  { symbol, base, presets, layer, doc }: CodeFactory,
  context: ModuleContext,
  names: NameAllocator<'typescript'>,
  exported: TsCode = ts.empty,
): TsCode {
  const name = context.nameOf(symbol, names);
  // Presets of a layer are those of all aliases that it stands on.
  const callee = layer === undefined ? base : ({ type: 'layer', kind: layer } as const);
  const made = printCallee(callee, callee.type === 'layer' ? presets : [], context);
  const options = printOptions(printArguments(presets, callee, context));
  if (String(options) === '') return code`${ts.doc(doc)}${exported}const ${name} = ${made};`;
  return code`${ts.doc(doc)}${exported}const ${name} = ${context.part('with-defaults', 'withDefaults')}(${made}, ${options});`;
}
