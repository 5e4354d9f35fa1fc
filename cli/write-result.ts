import { realpath, stat } from 'node:fs/promises';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import { writeAtomically } from '../runtime/files/atomic-write.ts';
import { writeFailure } from '../runtime/files/write-failure.ts';

/** Writes a file as a whole, through links, with the mode it has; what is wrong where it cannot be written. */
export async function writeResult(
  file: string,
  content: string | Uint8Array,
): Promise<Diagnostic | undefined> {
  try {
    const path = await realpath(file).catch(() => file);
    const mode = await stat(path).then(
      (found) => found.mode,
      () => undefined,
    );
    await writeAtomically(path, content, mode);
    return undefined;
  } catch (error) {
    const { reason, fix } = writeFailure(error);
    return {
      code: 'CNN651',
      severity: 'error',
      message: `\`${file}\` cannot be written: ${reason}`,
      fix: { title: fix },
    };
  }
}
