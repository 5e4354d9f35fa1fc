import { createHash, type Hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { Span } from '../../../grammar/span.ts';
import type { Checksum, WeightSet } from '../../../compiler/graph/weight-source.ts';
import { download, type DownloadObserver } from '../../files/download/download.ts';
import { DownloadError } from '../../files/download/download-error.ts';
import type { DownloadLimits } from '../../files/download/pace.ts';
import { refused } from '../../files/file-error.ts';
import { eachPart } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';

/** A larger file is no set of weights. */
const largest = 4 * 2 ** 30;

/** What fetching needs to know beside the set. */
export interface FetchOptions {
  /** Where sets are kept. */
  readonly cache: string;
  /** Rejects where a file is none that weights can be read from. */
  readonly check: (file: string) => Promise<unknown>;
  readonly observer?: DownloadObserver;
  readonly limits?: DownloadLimits;
}

/** Where sets are kept: `$XDG_CACHE_HOME/cnnc/weights`, else `~/.cache/cnnc/weights`. */
export const weightCache = (environment: Readonly<Record<string, string | undefined>>): string =>
  join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'cnnc', 'weights');

/** The file of a set, fetched where it is not there yet; throws a RunError where it cannot be had or is another. */
export async function fetchSet(set: WeightSet, options: FetchOptions, span: Span): Promise<string> {
  const path = join(options.cache, fileNameOf(set.url));
  if ((await stat(path).catch(() => undefined)) === undefined) await fetchInto(path, set, options, span);
  else await checkSet(set, path, span);
  return path;
}

/** Fetches a set into its place, where it lies only once its checksum and its form are right. */
async function fetchInto(
  path: string,
  set: WeightSet,
  { check, observer, limits }: FetchOptions,
  span: Span,
): Promise<void> {
  const { name, url } = set;
  const verify = async (file: string): Promise<void> => {
    await checkSet(set, file, span, url);
    await check(file).catch((error: unknown) => {
      const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
      throw new RunError(runtimeMessages.weightsUseless(span, name, url, reason));
    });
  };
  try {
    await download({ url, path, limit: largest, verify }, observer, limits);
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    throw new RunError(
      runtimeMessages.weightsNotFetched(span, name, url, { reason: error.message, fix: error.fix }, path),
    );
  }
}

/** Throws a RunError where a file is not the one that a set declares; `shown`: what the message names in its place. */
export async function checkSet(
  { name, checksum }: WeightSet,
  path: string,
  span: Span,
  shown = path,
): Promise<void> {
  if (checksum === undefined) return;
  refuseOther(name, checksum, await hashOf(checksum.algorithm, path, span), shown, span);
}

async function hashOf(algorithm: Checksum['algorithm'], path: string, span: Span): Promise<Hash> {
  const hash = createHash(algorithm);
  try {
    await eachPart(path, largest, (part) => hash.update(part));
    return hash;
  } catch (error) {
    const { message, fix } = refused(error);
    throw new RunError(runtimeMessages.weightsUnreadable(span, path, message, fix));
  }
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
    runtimeMessages.weightsDamaged(span, name, path, `${algorithm} ${found}`, `${algorithm} ${digest}`),
  );
}

/** The last part of an address, kept apart from others of that name by the address itself. */
function fileNameOf(url: string): string {
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 8);
  const last = basename(new URL(url).pathname).replaceAll(/[^\w.-]/g, '_');
  return `${digest}-${last}`;
}
