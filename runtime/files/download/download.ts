import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDirectory } from '../make-directory.ts';
import { DownloadError, downloadError } from './download-error.ts';
import { type DownloadLimits, Pace, patient } from './pace.ts';
import { Part, removeAbandoned } from './part.ts';
import { type Progress, transfer } from './transfer.ts';

/** What is fetched, and where it is kept. */
export interface Wanted {
  readonly url: string;
  readonly path: string;
  /** Bytes that it has at most. */
  readonly limit: number;
  /** Rejects where what came is not what was wanted: it is then removed. */
  readonly verify: (file: string) => Promise<void>;
}

/** Who wants to know how it goes. */
export interface DownloadObserver {
  progress?(progress: Progress): void;
  /** Another process is fetching the same. */
  waiting?(pid: number): void;
  /** It is over, well or not. */
  end?(): void;
}

/** Bytes of a try after which the waits begin anew. */
const much = 2 ** 20;

/**
 * Fetches a file once: into a part beside its place, on from where an earlier try or process came to, held to its pace and
 * size; it is in its place only when it is whole and verified. Does nothing where it is there. Throws a DownloadError, or
 * what `verify` throws.
 */
export async function download(
  wanted: Wanted,
  observer: DownloadObserver = {},
  limits: DownloadLimits = patient,
): Promise<void> {
  const { path, verify } = wanted;
  if ((await isThere(path)) && !(await isThere(Part.folderOf(path)))) return;
  const part = await take(path, limits, observer);
  if (part === undefined) return;
  try {
    await transferPatiently(wanted, part, observer, limits);
  } catch (error) {
    await part.leave().catch(() => undefined);
    throw withProxy(downloadError(error));
  } finally {
    observer.end?.();
  }
  try {
    await verify(part.file);
  } catch (error) {
    await part.remove().catch(() => undefined);
    throw error;
  }
  await part.keep().catch(async (error: unknown) => {
    await part.leave().catch(() => undefined);
    throw downloadError(error);
  });
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function take(
  path: string,
  limits: DownloadLimits,
  observer: DownloadObserver,
): Promise<Part | undefined> {
  try {
    await makeDirectory(dirname(path));
    await removeAbandoned(dirname(path));
    return await Part.take(path, limits.whole, (pid) => observer.waiting?.(pid));
  } catch (error) {
    throw downloadError(error);
  }
}

/** Tries, and tries again where that may help. */
async function transferPatiently(
  { url, limit }: Wanted,
  part: Part,
  observer: DownloadObserver,
  limits: DownloadLimits,
): Promise<void> {
  const end = performance.now() + limits.whole;
  for (let failures = 0; ;) {
    const pace = new Pace(limits, end - performance.now());
    let [first, last] = [-1, 0];
    try {
      return await transfer(url, part, limit, pace, (progress) => {
        if (first < 0) first = progress.received;
        last = progress.received;
        observer.progress?.(progress);
      });
    } catch (error) {
      const failure = downloadError(pace.signal.aborted ? pace.signal.reason : error);
      if (last - first >= much) failures = 0;
      const wait = limits.waits[failures++];
      if (!failure.again || wait === undefined) throw failure;
      await sleep(wait);
    } finally {
      pace.close();
    }
  }
}

/** A host that is reached through a proxy only is not reached here. */
function withProxy(error: DownloadError): DownloadError {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  const proxy = names.find((name) => process.env[name]);
  if (proxy === undefined || !/connection|host/.test(error.message)) return error;
  return new DownloadError(`${error.message} (\`${proxy}\` is set, and no proxy is used)`, error.fix);
}
