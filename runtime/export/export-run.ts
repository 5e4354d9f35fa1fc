import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { BuildRecord } from '../build/build-record.ts';
import { makeBuild } from '../build/make-build.ts';
import { warnOfWeights } from '../build/read-weights.ts';
import { digestOf } from '../build/spec-digest.ts';
import { dataDirectories, folderInData } from '../data/data-directories.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { makeDirectory } from '../files/make-directory.ts';
import { writeFailure } from '../files/write-failure.ts';
import { RunError } from '../run-error.ts';
import { openTrained, type Trained } from '../trained/open-trained.ts';
import { runFiles } from '../train/run-files.ts';
import type { About, FileFormat, FolderFormat } from './export-formats.ts';
import { exportMessages } from './export-messages.ts';

export interface ExportOptions {
  readonly format: FileFormat | FolderFormat;
  readonly out: string;
  readonly force: boolean;
  /** Whether what `prepare` does is to be a part of the graph. */
  readonly withPrepare: boolean;
  /** Of cnnc. */
  readonly version: string;
}

/** What was written. */
export interface Export extends Omit<BuildRecord, 'target'> {
  readonly warnings: readonly Diagnostic[];
}

/** Writes what a run has trained in a form that others read, from the run's folder alone. Throws a RunError. */
export async function exportRun(folder: string, options: ExportOptions): Promise<Export> {
  const trained = await openTrained(folder);
  const { graph } = trained.train;
  const warnings = warnOfWeights(folder, graph.name, { values: trained.weights, surplus: [] });
  const { format } = options;
  const written =
    'target' in format ? writeFolder(format, trained, options) : writeFile(format, trained, options);
  const { files, ...about } = await written;
  return { ...about, files, warnings };
}

/** What its numbers stand for, what is made of each example before, and what made it. */
function aboutOf({ train, identity }: Trained, version: string): About {
  const { classes, boxes, texts } = identity;
  const { prepare } = train.data;
  const imports = Object.entries(texts?.imports ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    model: train.graph.name,
    ...(classes && { classes }),
    ...(boxes && { boxes }),
    ...(prepare.length > 0 && { prepare }),
    made: { version, spec: digestOf([texts?.spec ?? '', ...imports.flat()]), source: runFiles.spec },
  };
}

async function writeFolder(
  { target }: FolderFormat,
  trained: Trained,
  { out, force, withPrepare, version }: ExportOptions,
): Promise<Omit<Export, 'warnings'>> {
  const { train, variables, weights: values, base } = trained;
  const refused = await folderInData(out, dataDirectories([train.data], base), '-o');
  if (refused !== undefined) throw new RunError(refused);
  const parts = {
    target,
    graph: train.graph,
    variables,
    phases: [],
    values,
    feed: train,
    withPrepare,
    version,
  };
  const { target: _, ...record } = await makeBuild(parts, aboutOf(trained, version), out, force);
  return record;
}

async function writeFile(
  { name, check, emit }: FileFormat,
  trained: Trained,
  { out, force, version }: ExportOptions,
): Promise<Omit<Export, 'warnings'>> {
  const { train, weights, folder } = trained;
  const [first, ...others] = check(train.graph, folder);
  if (first !== undefined) throw new RunError(first, ...others);
  await refuseTaken(out, force);
  const about = aboutOf(trained, version);
  const content = await made(name, () => emit(train.graph, weights, about));
  try {
    await makeDirectory(dirname(out));
    await writeAtomically(out, content);
  } catch (error) {
    throw new RunError(exportMessages.exportUnwritable(out, writeFailure(error)));
  }
  return { ...about, files: [basename(out)] };
}

/** What a format makes of a model, or an error that says what it cannot hold. */
async function made<T>(format: string, make: () => Promise<T> | T): Promise<T> {
  try {
    return await make();
  } catch (error) {
    throw new RunError(exportMessages.exportTooLarge(format, error instanceof Error ? error.message : ''));
  }
}

async function refuseTaken(out: string, force: boolean): Promise<void> {
  const found = await lstat(out).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isFile() || !force) throw new RunError(exportMessages.exportTaken(out, found.isFile()));
}
