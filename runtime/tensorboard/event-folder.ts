import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { appendWhole } from '../files/append-whole.ts';
import { codeOf } from '../files/reason-of.ts';
import { makeDirectory } from '../files/make-directory.ts';
import { type BoardEvent, encodeEvent, encodeVersion } from './encode-event.ts';
import { framed } from './framed.ts';
import { lastStep } from './last-step.ts';

/** What TensorBoard knows event files by, and their seconds, in whose order it reads them. */
const named = /tfevents\.(\d+)/;

/** The event files of a folder: none where there is no folder. */
export const eventFiles = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(noneIfMissing)).filter((name) => named.test(name)).sort();

/** A folder that is one run of TensorBoard's: what comes new goes into a new file, after all earlier ones. */
export class EventFolder {
  readonly #folder: string;
  #last: number | undefined;
  #seconds: number;
  #file: string | undefined;

  private constructor(folder: string, last: number | undefined, seconds: number) {
    this.#folder = folder;
    this.#last = last;
    this.#seconds = seconds;
  }

  /** Reads how far a folder's files go; makes nothing. Throws what the system throws, or a FileError. */
  static async open(folder: string): Promise<EventFolder> {
    const names = await eventFiles(folder);
    const steps = await Promise.all(names.map((name) => lastStep(join(folder, name))));
    const known = steps.filter((step) => step !== undefined);
    const seconds = names.map((name) => Number(named.exec(name)?.[1] ?? 0));
    return new EventFolder(
      folder,
      known.length === 0 ? undefined : Math.max(...known),
      Math.max(0, ...seconds),
    );
  }

  /** The last step that is told of. */
  get last(): number | undefined {
    return this.#last;
  }

  /** Appends the events that come after the last step, as whole records that are on the disk then. */
  async append(events: readonly BoardEvent[]): Promise<void> {
    const fresh = events.filter(({ step }) => step > (this.#last ?? -1));
    if (fresh.length === 0) return;
    const seconds = Date.now() / 1000;
    const opening = this.#file === undefined ? [encodeVersion(seconds)] : [];
    this.#file ??= await this.#newFile(seconds);
    const contents = [...opening, ...fresh.map((event) => encodeEvent(event, seconds))];
    await appendWhole(this.#file, Buffer.concat(contents.map(framed)));
    this.#last = Math.max(...fresh.map(({ step }) => step));
  }

  async #newFile(seconds: number): Promise<string> {
    await makeDirectory(this.#folder);
    this.#seconds = Math.max(Math.floor(seconds), this.#seconds + 1);
    return join(this.#folder, `events.out.tfevents.${this.#seconds}.cnnc.v2`);
  }
}

function noneIfMissing(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT') return [];
  throw error;
}
