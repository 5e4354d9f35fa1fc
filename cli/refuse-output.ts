import { fstatSync, type Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import { dataAround, type DataDirectory, resultInData } from '../runtime/data/data-directories.ts';
import { openFile, readBytes } from '../runtime/files/read-file.ts';

/** The number of the file that is piped in. */
export const standardInput = 0 as const;

/** What may be in the place of a result and go. */
export interface Replaceable {
  /** The files that the result is made from: they stay, whatever is forced. */
  readonly inputs: readonly (string | typeof standardInput)[];
  /** Where data lie: among classes nothing is written, and no file that another made is replaced in any. */
  readonly data: readonly DataDirectory[];
  /** Whether a file begins as the command's own results do. */
  readonly isOwn: (beginning: string) => boolean;
  /** Whether any other file may go, too. */
  readonly force: boolean;
}

/** So much of a file tells whose it is. */
const beginningLength = 1024;

/**
 * Why a result may not take the place of what is there; undefined where it may: nothing is there, an empty file, an
 * earlier result of the command, or any regular file that is no data where that is forced.
 */
export async function refuseOutput(
  file: string,
  { inputs, data, isOwn, force }: Replaceable,
): Promise<Diagnostic | undefined> {
  const around = await dataAround(file, data);
  if (around?.ofClasses === true) return resultInData(file, around, '-o');
  const found = await stat(file).catch(() => undefined);
  if (found === undefined)
    return (await isLink(file)) ? noFile(file, 'a link that leads nowhere') : undefined;
  if (found.isDirectory()) return noFile(file, 'a directory');
  if (!found.isFile()) return noFile(file, 'a device or a pipe');
  for (const input of inputs) {
    const read = await statOf(input);
    if (read?.ino === found.ino && read.dev === found.dev) return isInput(file);
  }
  if (found.size === 0 || isOwn(await beginningOf(file))) return undefined;
  if (around !== undefined) return resultInData(file, around, '-o');
  return force ? undefined : taken(file);
}

async function statOf(input: string | typeof standardInput): Promise<Stats | undefined> {
  try {
    return typeof input === 'number' ? fstatSync(input) : await stat(input);
  } catch {
    return undefined;
  }
}

const isLink = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

async function beginningOf(file: string): Promise<string> {
  try {
    const open = await openFile(file, Number.MAX_SAFE_INTEGER);
    try {
      return (await readBytes(open, 0, Math.min(open.size, beginningLength))).toString();
    } finally {
      await open.handle.close();
    }
  } catch {
    return '';
  }
}

const refusal = (code: string, message: string, title: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  fix: { title },
});

const taken = (file: string): Diagnostic =>
  refusal(
    'CNN681',
    `\`${file}\` is there already, and this command did not make it`,
    'give another name, or `--force` to replace it',
  );

const isInput = (file: string): Diagnostic =>
  refusal('CNN682', `\`${file}\` is a file that is read`, 'give the result a name of its own');

const noFile = (file: string, kind: string): Diagnostic =>
  refusal(
    'CNN683',
    `\`${file}\` is ${kind}: a result takes the place of no such thing`,
    'give the name of a file, or leave out `-o` to print the result',
  );
