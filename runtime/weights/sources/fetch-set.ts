import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { Span } from '../../../grammar/span.ts';
import type { Checksum, WeightSet } from '../../../compiler/graph/weight-source.ts';
import { makeDirectory } from '../../files/make-directory.ts';
import { messages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';

/** A larger file is no set of weights. */
const largest = 4 * 2 ** 30;
/** A server that says nothing for so long (ms) is given up. */
const patience = 30_000;

/** Where sets are kept: `$XDG_CACHE_HOME/cnnc/weights`, else `~/.cache/cnnc/weights`. */
export const weightCache = (environment: Readonly<Record<string, string | undefined>>): string =>
  join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'cnnc', 'weights');

/** The file of a set, fetched where it is not there yet; throws a RunError where it cannot be had or is another. */
export async function fetchSet(set: WeightSet, directory: string, span: Span): Promise<string> {
  const path = join(directory, fileNameOf(set.url));
  if ((await stat(path).catch(() => undefined)) === undefined) await download(set, path, span);
  await checkSet(set, path, span);
  return path;
}

/** Throws a RunError where a file is not the one that a set declares. */
export async function checkSet({ name, checksum }: WeightSet, path: string, span: Span): Promise<void> {
  if (checksum === undefined) return;
  const hash = createHash(checksum.algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  refuseOther(name, checksum, hash, path, span);
}

function refuseOther(
  name: string,
  { algorithm, digest }: Checksum,
  hash: Hash,
  path: string,
  span: Span,
): void {
  const found = hash.digest('hex');
  if (found === digest) return;
  throw new RunError(
    messages.weightsDamaged(span, name, path, `${algorithm} ${found}`, `${algorithm} ${digest}`),
  );
}

/** The last part of an address, kept apart from others of that name by the address itself. */
function fileNameOf(url: string): string {
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 8);
  const last = basename(new URL(url).pathname).replaceAll(/[^\w.-]/g, '_');
  return `${digest}-${last}`;
}

async function download(set: WeightSet, path: string, span: Span): Promise<void> {
  const { name, url } = set;
  const temporary = `${path}.${process.pid}.part`;
  try {
    await makeDirectory(join(path, '..'));
    const hash = await save(url, temporary, set.checksum?.algorithm ?? 'sha256');
    if (set.checksum !== undefined) refuseOther(name, set.checksum, hash, url, span);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof RunError) throw error;
    throw new RunError(messages.weightsNotFetched(span, name, url, reasonOf(error), path));
  }
}

/** Saves what an address gives; its checksum. */
async function save(url: string, path: string, algorithm: Checksum['algorithm']): Promise<Hash> {
  const abort = new AbortController();
  const wait = () => setTimeout(() => abort.abort(new Error('the server does not answer')), patience);
  let timer = wait();
  const hash = createHash(algorithm);
  const file = await open(path, 'w');
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || response.body === null) throw new Error(`the server says ${response.status}`);
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      timer = wait();
      size += chunk.length;
      if (size > largest) throw new Error(`it is larger than ${largest / 2 ** 30} GiB`);
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
    return hash;
  } finally {
    clearTimeout(timer);
    await file.close();
  }
}

/** What is behind `fetch failed`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
