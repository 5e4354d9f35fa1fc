import type { Outcome } from '../grammar/diagnostic.ts';
import type { Source } from '../grammar/source.ts';
import type { CompiledModule, CompileOptions } from './program/compiled.ts';
import { Program } from './program/program.ts';

export type { CompiledModule, CompiledTrain, CompileOptions } from './program/compiled.ts';

/** Checks a file and makes what it declares; every mistake in it, and in what it imports, is a diagnostic. */
export function compile(source: Source, options: CompileOptions = {}): Outcome<CompiledModule> {
  const { module, diagnostics } = new Program(options).update(source);
  return { value: module, diagnostics };
}
