import { isUtf8 } from 'node:buffer';
import { formatBytes } from '../../../compiler/diagnostics/messages/format-bytes.ts';
import { FileError } from '../../files/file-error.ts';
import { readFile, readStart } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';

/** Where a file of values lies. */
export interface TablePlace extends DataPlace {
  /** The file's path from the directory. */
  readonly file: string;
}

/** The text of a file of values, in UTF-8. */
export interface Table {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

const maximumBytes = 2 ** 28;
const lineFeed = 10;

/**
 * Reads a file of values; with `most`, only the lines in the first so many bytes. `parameter`: what names it. Throws a RunError where it
 * cannot be read.
 */
export async function readTable(place: TablePlace, parameter: string, most = Infinity): Promise<Table> {
  const { directory, file, span } = place;
  const root = await DataRoot.open(place);
  const path = await root.follow(file);
  if (path === undefined) {
    const remedy = `put the file there, or correct the name that \`${parameter}\` gives`;
    throw new RunError(
      runtimeMessages.fileMissing(span, file, directory, `the file that \`${parameter}\` names`, remedy),
    );
  }
  const expected = `a CSV file of at most ${formatBytes(maximumBytes)}, in UTF-8`;
  const reading = most === Infinity ? readFile(path, maximumBytes) : readStart(path, most);
  const bytes = await reading.catch((error: unknown) => {
    if (!(error instanceof FileError)) throw error;
    throw new RunError(runtimeMessages.fileBroken(span, file, error.message, expected, error.fix));
  });
  const isWhole = bytes.length < most;
  const text = isWhole ? bytes : bytes.subarray(0, bytes.lastIndexOf(lineFeed) + 1);
  if (isUtf8(text)) return { bytes: text, isWhole };
  throw new RunError(
    runtimeMessages.fileBroken(span, file, 'it is not a UTF-8 text', expected, 'save it as UTF-8'),
  );
}
