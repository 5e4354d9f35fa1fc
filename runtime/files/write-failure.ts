import { codeOf, reasonOf } from './reason-of.ts';

/** Why a file could not be written, and what to do: as clauses. */
export interface WriteFailure {
  readonly reason: string;
  readonly fix: string;
}

const room = 'make room on the disk';
const right = 'give yourself the right to write there (`chmod u+w`)';
const path = 'correct the path';

/** Without what always helps: another place. */
const fixes: Readonly<Record<string, string>> = {
  ENOSPC: room,
  EDQUOT: room,
  EACCES: right,
  EPERM: right,
  EROFS: 'make the file system writable',
  EISDIR: 'remove the directory of that name',
  ENOTEMPTY: 'remove the directory of that name',
  EEXIST: 'remove what has that name',
  ENOTDIR: path,
  ENOENT: 'make the folder that is missing',
  ELOOP: 'correct the links',
  ENAMETOOLONG: 'take a shorter name',
  EMFILE: 'allow more open files (`ulimit -n`)',
  ENFILE: 'close programs that have many files open',
  EFBIG: 'take a file system for larger files',
  EIO: 'check the disk',
  ERR_INVALID_ARG_VALUE: 'correct the name',
};

/** Where it means another thing than of a file that is read. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'a folder on its path is missing',
  EIO: 'the disk cannot write it',
  EEXIST: 'something else has that name',
};

/** What the system said when something was written, for people. */
export const writeFailure = (error: unknown): WriteFailure => ({
  reason: reasons[codeOf(error)] ?? reasonOf(error).split(', ')[0] ?? '',
  fix: fixes[codeOf(error)] ?? 'see what is in the way there',
});
