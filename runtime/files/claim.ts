import { randomBytes } from 'node:crypto';
import { lstat, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeAtomically } from './atomic-write.ts';
import { ownMark, stateOf, type ProcessMark } from './process-mark.ts';
import { removeLeftovers } from './temporary.ts';

/** A folder that belongs to this process until it is released, or the process is no more. */
export interface Claim {
  /** Whether the folder is still there as it was claimed: nobody has moved or removed it, and made another of its name. */
  holds(): Promise<boolean>;
  release(): Promise<void>;
}

/** Another process that a folder belongs to. */
export interface Claimant {
  readonly pid: number;
  readonly host: string;
  /** Whether it is one of another machine or container, so that only its sign of life tells. */
  readonly elsewhere: boolean;
  /** The file that is its claim. */
  readonly file: string;
}

/** How often (ms) a process gives a sign of life, and after how long without one a process elsewhere is taken for gone. */
const beat = 30_000;
const patience = 15 * 60_000;
/** How often the claim is tried where others claim at the same moment, and how long (ms) that is. */
const attempts = 6;
const settling = 2000;

const pattern = /^\.claim-\d+-[0-9a-f]{12}$/;

/** What is made of a claim before it has its name. */
const temporary = /^\.(\.claim-\d+-[0-9a-f]{12})\..*\.tmp$/;

/** Whether a file in a folder is a claim on it, or one that was being made. */
export const isClaim = (name: string): boolean => pattern.test(name) || temporary.test(name);

/**
 * Claims a folder for this process, or says whom it belongs to. A claim is a file in the folder with a name of its own:
 * whoever has put theirs there and then sees no other of a living process has the folder, so that of two at once at most
 * one has it. Claims of processes that are gone are removed. Rejects with the system's error.
 */
export async function claimFolder(folder: string): Promise<Claim | Claimant> {
  for (let attempt = 1; ; attempt++) {
    const name = `.claim-${ownMark.pid}-${randomBytes(6).toString('hex')}`;
    const file = join(folder, name);
    await writeAtomically(file, `${JSON.stringify(ownMark)}\n`);
    const other = await otherClaimant(folder, name).catch(async (error: unknown) => {
      await rm(file, { force: true });
      throw error;
    });
    if (other === undefined) return keep(file);
    await rm(file, { force: true });
    const { fresh, ...claimant } = other;
    if (attempt === attempts || !fresh) return claimant;
    await sleep(20 * attempt * (1 + Math.random()));
  }
}

/** Gives signs of life until the claim is released. */
function keep(file: string): Claim {
  const timer = setInterval(() => {
    utimes(file, new Date(), new Date()).catch(() => undefined);
  }, beat);
  timer.unref();
  return {
    holds: () =>
      lstat(file).then(
        () => true,
        () => false,
      ),
    async release() {
      clearInterval(timer);
      await rm(file, { force: true }).catch(() => undefined);
    },
  };
}

/** `fresh`: made just now by a process of this machine, which may be about to withdraw it. */
async function otherClaimant(
  folder: string,
  own: string,
): Promise<(Claimant & { readonly fresh: boolean }) | undefined> {
  for (const name of await readdir(folder)) {
    const [, making] = temporary.exec(name) ?? [];
    if (making !== undefined) await removeLeftovers(join(folder, making));
    if (!pattern.test(name) || name === own) continue;
    const file = join(folder, name);
    const found = await lstat(file).catch(() => undefined);
    // What is no file no process has put there as its claim, and it is not ours to remove.
    if (found?.isFile() !== true) continue;
    const mark = found.size < 4096 ? await readMark(file) : undefined;
    const state = mark === undefined ? 'unknown' : stateOf(mark);
    // A sign of life from far ahead is none: the clock was another then.
    const age = Math.abs(Date.now() - found.mtimeMs);
    if (state === 'living' || (state === 'unknown' && age < patience)) {
      const { pid = Number(name.split('-')[1]), host = '' } = mark ?? {};
      const fresh = state === 'living' && age < settling;
      return { pid, host, elsewhere: state === 'unknown', file, fresh };
    }
    await rm(file, { force: true });
  }
  return undefined;
}

async function readMark(file: string): Promise<ProcessMark | undefined> {
  try {
    const { place, host, pid, started } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const texts = [place, host, started].every((text) => typeof text === 'string');
    return texts && Number.isSafeInteger(pid) && Number(pid) > 0
      ? ({ place, host, pid, started } as ProcessMark)
      : undefined;
  } catch {
    return undefined;
  }
}
