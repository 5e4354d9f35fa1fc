import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { makeDirectory } from '../../../files/make-directory.ts';
import { readText } from '../../../files/read-file.ts';
import { replaceDirectory } from '../../../files/replace-directory.ts';
import { restoreAside } from '../../../files/temporary.ts';
import { hostIn, installFolder } from '../binding-places.ts';
import { buildBinding, buildHostModule } from './build-binding.ts';
import { downloadBinding } from './download-binding.ts';
import { findPythonTensorflow, tensorflowOfPython } from './find-python.ts';
import { InstallFailure } from '../../install/install-failure.ts';
import { libtensorflowIn } from './libtensorflow.ts';
import { tryBinding } from './try-binding.ts';

export interface InstallOptions {
  /** A folder of libtensorflow to build against. */
  readonly libtensorflow?: string;
  /** A Python whose package tensorflow to build against. */
  readonly python?: string;
  /** Whether to install again what is there and runs. */
  readonly force?: boolean;
}

export interface Installed {
  readonly folder: string;
  readonly version: string;
  /** Whether it was there before. */
  readonly already: boolean;
  /** The TensorFlow that it was built against; absent where it was downloaded or was there before. */
  readonly libtensorflow?: string;
}

/**
 * Makes a native TensorFlow for the engine: downloaded for the package's own script, or the package's binding built
 * against a TensorFlow of this machine. It is made beside its place, tried, and only then put there; where what is asked
 * for is there and runs, nothing is done. `say` is told what takes time. Throws an InstallFailure.
 */
export async function installTensorflow(
  options: InstallOptions,
  say: (text: string) => void,
): Promise<Installed> {
  const folder = installFolder();
  await restoreAside(folder);
  const wanted = await wantedLibrary(options);
  if (options.force !== true && (wanted === undefined || wanted === (await builtAgainst(folder)))) {
    const found = await tryBinding(folder);
    if (found.ok) {
      await addHostModule(folder);
      return { folder, version: found.version, already: true };
    }
  }
  const making = `${folder}.new-${process.pid}`;
  try {
    await makeDirectory(dirname(folder));
    await removeLeftovers(folder);
    const libtensorflow = await make(making, wanted, say);
    await addHostModule(making);
    const made = await tryBinding(making);
    if (!made.ok) throw new InstallFailure(`what was made does not run: ${made.reason}`, otherLibrary);
    await writeFile(join(making, recordFile), `${JSON.stringify({ libtensorflow })}\n`);
    await replaceDirectory(making, folder);
    return { folder, version: made.version, already: false, ...(libtensorflow && { libtensorflow }) };
  } catch (error) {
    if (error instanceof InstallFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new InstallFailure(reason, 'check the folder, or choose another with `CNNC_CACHE`');
  } finally {
    await rm(making, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Builds the module for the process itself where there is a compiler: the binding runs without it, too. */
async function addHostModule(folder: string): Promise<void> {
  if (existsSync(hostIn(folder))) return;
  await buildHostModule(folder).catch(() => undefined);
}

/** What an installation left that was killed: a copy of half a gigabyte, named after a process that is no more. */
async function removeLeftovers(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const otherLibrary = 'name another TensorFlow with `--libtensorflow DIR` or `--python PATH`';

/** The folder of the TensorFlow that the options name; undefined where they leave it open. */
async function wantedLibrary({ libtensorflow, python }: InstallOptions): Promise<string | undefined> {
  if (libtensorflow !== undefined) return resolve(libtensorflow);
  return python === undefined ? undefined : tensorflowOfPython(python);
}

/** What an installation says of itself, beside the binding. */
const recordFile = 'install.json';
const largestRecord = 2 ** 20;

async function builtAgainst(folder: string): Promise<string | undefined> {
  const text = await readText(join(folder, recordFile), largestRecord).catch(() => '{}');
  try {
    const record: unknown = JSON.parse(text);
    const found = typeof record === 'object' && record !== null && 'libtensorflow' in record;
    return found && typeof record.libtensorflow === 'string' ? record.libtensorflow : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the binding in a folder; gives the TensorFlow it was built against, where it was built. */
async function make(
  folder: string,
  wanted: string | undefined,
  say: (text: string) => void,
): Promise<string | undefined> {
  if (wanted !== undefined) return build(wanted, folder, say);
  say('asking for the download of tfjs-node');
  const download = await downloadBinding(folder, say);
  if (download.ok) return undefined;
  say(download.reason);
  await rm(folder, { recursive: true, force: true });
  const found = await findPythonTensorflow();
  if (found !== undefined) return build(found, folder, say);
  throw new InstallFailure(
    `${download.reason}, and no Python here has the package tensorflow`,
    'run `python3 -m pip install tensorflow` first, or name a TensorFlow with `--libtensorflow DIR` or `--python PATH`',
  );
}

async function build(tensorflow: string, folder: string, say: (text: string) => void): Promise<string> {
  const library = await libtensorflowIn(tensorflow);
  say(`building against ${tensorflow}`);
  await buildBinding(library, folder);
  return tensorflow;
}
