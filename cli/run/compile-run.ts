import { dirname, relative } from 'node:path';
import { compile, type CompiledModule, type CompileOptions } from '../../compiler/compile.ts';
import type { OpenTrain, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import { imageShape } from '../../runtime/data/image-shape.ts';
import { openData, type OpenData, type OpenDataOptions } from '../../runtime/data/open-data.ts';
import { RunError } from '../../runtime/run-error.ts';
import { lookAtWeights } from '../../runtime/weights/sources/look-at-weights.ts';
import { loadSource } from '../load-source.ts';
import { isSource, readSource } from '../read-source.ts';

/** How the file of a run is compiled. */
export interface RunCompilation {
  /** Whether the batches that the file gives are those that run, and have to fit. */
  readonly ownBatch: boolean;
  readonly shapes?: CompileOptions['shapes'];
}

interface CompiledFile {
  readonly source: Source;
  /** Texts of imported files by their paths from this one. */
  readonly imports: ReadonlyMap<string, string>;
  readonly compiled: CompiledModule;
  readonly warnings: readonly Diagnostic[];
}

/** Reads and compiles the file of a run; throws a RunError for what is wrong with it. */
export async function compileFile(file: string, options: RunCompilation): Promise<CompiledFile> {
  const source = await readSource(file);
  if (!isSource(source)) throw new RunError(source);
  return compileSource(source, options);
}

function compileSource(source: Source, { ownBatch, shapes = {} }: RunCompilation): CompiledFile {
  const imports = new Map<string, string>();
  const load = (path: string): Source | undefined => {
    const imported = loadSource(path);
    if (imported !== undefined) imports.set(relative(dirname(source.name), path), imported.text);
    return imported;
  };
  const { value, diagnostics } = compile(source, { load, lookAtWeights, shapes });
  const relevant = diagnostics.filter(({ code }) => ownBatch || code !== 'CNN501');
  const [first, ...others] = relevant.filter(({ severity }) => severity === 'error');
  if (first !== undefined) throw new RunError(first, ...others);
  return { source, imports, compiled: value, warnings: relevant };
}

/** A train block whose sizes are known, with its data where that had to be opened to know them. */
export interface FixedTrain {
  readonly spec: TrainSpec;
  readonly opened: OpenData | undefined;
  /** What of the data the sizes are. */
  readonly shapes: CompileOptions['shapes'];
}

/** A train block with the sizes that its data turn out to have: its file is compiled again with them. */
export async function fixTrain(
  train: TrainSpec | OpenTrain,
  source: Source,
  place: OpenDataOptions,
  options: RunCompilation,
): Promise<FixedTrain> {
  if (!('symbols' in train)) return { spec: train, opened: undefined, shapes: {} };
  const opened = await openData(train.data, place);
  const shapes = { [train.data.name]: { image: await imageShape(opened) } };
  const { compiled } = compileSource(source, { ...options, shapes });
  const found = compiled.trains.find(({ spec }) => spec.name === train.name);
  if (found === undefined) throw new RangeError(`${train.name} has sizes that its data does not bring`);
  return { spec: found.spec, opened: { ...opened, spec: found.spec.data }, shapes };
}
