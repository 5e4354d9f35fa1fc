import type { CompiledModule, CompileOptions } from '../../compiler/compile.ts';
import type { Answers } from '../../compiler/program/answers.ts';
import { Program } from '../../compiler/program/program.ts';
import type { Load } from '../../compiler/expand/import-modules.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import { lookAtWeights } from '../weights/sources/look-at-weights.ts';
import { loadSource } from './load-source.ts';
import { isMistake } from './weigh-weights.ts';
import { isSource, readSource, readStream } from './read-source.ts';

/** What is piped in; read only where a file is `-`. */
export type Input = () => AsyncIterable<Uint8Array>;

/** A file as every command has it: read, with what it imports, and compiled. */
export interface ReadModule {
  /** Absent where the file cannot be read. */
  readonly source?: Source;
  /** What it declares, as far as that is right. */
  readonly compiled?: CompiledModule;
  /** The same, absent where something is wrong with it; files of weights that cannot be read are for whoever loads them. */
  readonly module?: CompiledModule;
  /** What else can be asked of it, where nothing is wrong with it. */
  readonly answers?: Answers;
  /** Texts of imported files by their paths, as they were read. */
  readonly imports: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file (`-`: what is piped in) and compiles it; whatever is wrong with it is among the diagnostics. */
export async function readAndCompile(
  file: string,
  input: Input,
  options: Pick<CompileOptions, 'shapes' | 'sizes'> = {},
): Promise<ReadModule> {
  const read = await (file === '-' ? readStream('stdin', input()) : readSource(file));
  if (!isSource(read)) return { imports: new Map(), diagnostics: [read] };
  return compileRead(read, options);
}

/** Compiles what has been read, with what it imports. */
export function compileRead(
  source: Source,
  options: Pick<CompileOptions, 'shapes' | 'sizes'> = {},
): ReadModule {
  const imports = new Map<string, string>();
  const load: Load = (path, from) => {
    const imported = loadSource(path, from);
    if (imported !== undefined && 'text' in imported) imports.set(path, imported.text);
    return imported;
  };
  const answers = new Program({ ...options, load, lookAtWeights }).update(source);
  const { module, diagnostics } = answers;
  const isWhole = !diagnostics.some(isMistake);
  return { source, compiled: module, imports, diagnostics, ...(isWhole ? { module, answers } : {}) };
}
