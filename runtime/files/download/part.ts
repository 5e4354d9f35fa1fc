import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { syncDirectory, writeAtomically } from '../atomic-write.ts';
import { type Claim, claimFolder, isClaim } from '../claim.ts';
import { makeDirectory } from '../make-directory.ts';
import { readText } from '../read-file.ts';
import { DownloadError } from './download-error.ts';

/** What the bytes of a part are the beginning of. */
export interface PartState {
  readonly url: string;
  /** The server's mark of the version: a strong ETag, or the time of its last change. */
  readonly validator: string;
}

/** After so long (ms), a part that nobody goes on with is removed. */
const abandoned = 7 * 24 * 3_600_000;
const ending = '.part';
const poll = 500;

/**
 * What has come so far of a file: a folder beside its place, which belongs to one living process. What a killed process
 * leaves is gone on with.
 */
export class Part {
  readonly #path: string;
  readonly #claim: Claim;

  private constructor(path: string, claim: Claim) {
    this.#path = path;
    this.#claim = claim;
  }

  /** Where the part of a file lies. */
  static folderOf(path: string): string {
    return `${path}${ending}`;
  }

  /** The bytes, under the name that they will have. */
  get file(): string {
    return join(Part.folderOf(this.#path), basename(this.#path));
  }

  /**
   * Takes the part of a file up, after another process where one is at it (`waiting` is told which); undefined where the
   * file is there then.
   */
  static async take(
    path: string,
    patience: number,
    waiting: (pid: number) => void,
  ): Promise<Part | undefined> {
    const folder = Part.folderOf(path);
    for (const end = performance.now() + patience; ; await sleep(poll)) {
      await makeDirectory(folder);
      await refuseLink(folder);
      const claim = await claimFolder(folder).catch((error: NodeJS.ErrnoException) => {
        // Its owner has finished and removed it meanwhile.
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if ((await stat(path).catch(() => undefined)) !== undefined) {
        if (claim !== undefined && 'release' in claim) await new Part(path, claim).remove();
        return undefined;
      }
      if (claim === undefined) continue;
      if ('release' in claim) return new Part(path, claim);
      if (performance.now() > end) {
        throw new DownloadError(`process ${claim.pid} has been fetching it for too long`, 'end that process');
      }
      waiting(claim.pid);
    }
  }

  /** Opens the bytes. What no download has put in their place goes: a link, what has another name too, what is no file. */
  async open(): Promise<FileHandle> {
    const found = await lstat(this.file).catch(() => undefined);
    if (found !== undefined && !(found.isFile() && found.nlink === 1)) await rm(this.file, { force: true });
    return open(this.file, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o666);
  }

  /** What the bytes are the beginning of; undefined where that is not known. */
  async state(): Promise<PartState | undefined> {
    try {
      const { url, validator } = JSON.parse(await readText(this.#stateFile, 2 ** 16)) as Record<
        string,
        unknown
      >;
      return typeof url === 'string' && typeof validator === 'string' ? { url, validator } : undefined;
    } catch {
      return undefined;
    }
  }

  async setState(state: PartState | undefined): Promise<void> {
    if (state === undefined) await rm(this.#stateFile, { force: true });
    else await writeAtomically(this.#stateFile, `${JSON.stringify(state)}\n`);
  }

  get #stateFile(): string {
    return join(Part.folderOf(this.#path), '.state.json');
  }

  /** Puts the bytes in their place; what is left of the part may go later. */
  async keep(): Promise<void> {
    await rename(this.file, this.#path);
    await syncDirectory(dirname(this.#path));
    await this.remove().catch(() => undefined);
  }

  /** Gives the part up for others, or a later time, to go on with; without a state it is of no use. */
  async leave(): Promise<void> {
    if ((await this.state()) === undefined) return this.remove();
    await this.#claim.release();
  }

  async remove(): Promise<void> {
    await this.#claim.release();
    await rm(Part.folderOf(this.#path), { recursive: true, force: true });
  }
}

/** Throws where somebody has put a link, or a file, in the place of a part's folder. */
async function refuseLink(folder: string): Promise<void> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined || found.isDirectory()) return;
  const kind = found.isSymbolicLink() ? 'a link' : 'no folder';
  throw new DownloadError(`\`${folder}\` is ${kind}, and would hold what comes`, 'remove it');
}

/** Removes parts in a folder that nobody has gone on with for a week, and that nobody is at. */
export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = name.endsWith(ending) ? await lstat(path).catch(() => undefined) : undefined;
    if (found?.isDirectory() !== true || Date.now() - found.mtimeMs < abandoned) continue;
    const claim = await claimFolder(path).catch(() => undefined);
    if (claim === undefined || !('release' in claim)) continue;
    await claim.release();
    const rest = await readdir(path).catch(() => []);
    if (!rest.some(isClaim)) await rm(path, { recursive: true, force: true });
  }
}
