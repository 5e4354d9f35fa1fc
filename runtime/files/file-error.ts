import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import { codeOf, reasonOf } from './reason-of.ts';

/**
 * Why a file is not read: `message` is the reason as words that follow "cannot be read:", `fix` what to do. `code` is the
 * system's (`ENOENT`), else `NOT_A_FILE`, `TOO_LARGE` or `CUT_SHORT`.
 */
export class FileError extends Error {
  readonly code: string;
  readonly fix: string;

  constructor(code: string, reason: string, fix: string) {
    super(reason);
    this.name = 'FileError';
    this.code = code;
    this.fix = fix;
  }
}

/** For a file of more bytes than the limit; `found` says how many. */
export const tooLarge = (found: string, limit: number): FileError =>
  new FileError(
    'TOO_LARGE',
    `it has ${found}, and at most ${formatBytes(limit)} are read`,
    'name a smaller file',
  );

/** For a file that ends before the size it had. */
export const cutShort = (): FileError =>
  new FileError('CUT_SHORT', 'it became shorter while it was read', 'read it when nothing writes to it');

const fixes: Readonly<Record<string, string>> = {
  ENOENT: 'correct the path',
  ENOTDIR: 'correct the path',
  ENAMETOOLONG: 'correct the path',
  ELOOP: 'correct the link',
  ENXIO: 'name a regular file',
  EACCES: 'give yourself the right to read it (`chmod u+r`)',
  EPERM: 'give yourself the right to read it (`chmod u+r`)',
  EMFILE: 'allow more open files (`ulimit -n`)',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'save it as UTF-8',
};

/** What the system says, as a FileError. */
export function refused(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const code = codeOf(error);
  return new FileError(code, reasonOf(error), fixes[code] ?? 'correct the path, or name another file');
}
