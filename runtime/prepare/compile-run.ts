import { dirname, relative } from 'node:path';
import type { CompiledModule, CompileOptions } from '../../compiler/compile.ts';
import type { OpenTrain, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import { imageShape } from '../data/image-shape.ts';
import { openData, type OpenData, type OpenDataOptions } from '../data/open-data.ts';
import { RunError } from '../run-error.ts';
import { compileRead, type Input, readAndCompile, type ReadModule } from '../spec/read-and-compile.ts';
import { isMistake } from '../spec/weigh-weights.ts';

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
  /** Warnings, and files of weights that cannot be read. */
  readonly found: readonly Diagnostic[];
}

/** Reads and compiles the file of a run (`-`: what is piped in); throws a RunError for what is wrong with it. */
export async function compileFile(
  file: string,
  options: RunCompilation,
  input: Input,
): Promise<CompiledFile> {
  const { ownBatch, shapes = {} } = options;
  return checked(await readAndCompile(file, input, { shapes }), ownBatch);
}

const compileSource = (source: Source, { ownBatch, shapes = {} }: RunCompilation): CompiledFile =>
  checked(compileRead(source, { shapes }), ownBatch);

/** What a run goes on with; a batch that is not the file's own need not fit. */
function checked({ source, compiled, imports, diagnostics }: ReadModule, ownBatch: boolean): CompiledFile {
  const relevant = diagnostics.filter(({ code }) => ownBatch || code !== 'CNN501');
  const [first, ...others] = relevant.filter(isMistake);
  if (first !== undefined) throw new RunError(first, ...others);
  if (source === undefined || compiled === undefined)
    throw new RangeError('a file without a mistake was read');
  const own = [...imports].map(([path, text]) => [relative(dirname(source.name), path), text] as const);
  return { source, imports: new Map(own), compiled, found: relevant };
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
  const { spec, shapes } = withShapes(train, source, await imageShape(opened), options);
  return { spec, opened: { ...opened, spec: spec.data }, shapes };
}

/** A train block whose pictures turned out to have a shape: its file is compiled again with it. */
export function withShapes(
  train: OpenTrain,
  source: Source,
  image: readonly number[],
  options: RunCompilation,
): Pick<FixedTrain, 'spec' | 'shapes'> {
  const shapes = { [train.data.name]: { image } };
  const { compiled } = compileSource(source, { ...options, shapes });
  const found = compiled.trains.find(({ spec }) => spec.name === train.name);
  if (found === undefined) throw new RangeError(`${train.name} has sizes that its data does not bring`);
  return { spec: found.spec, shapes };
}
