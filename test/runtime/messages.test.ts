import { expect, it } from 'vitest';
import { writeFailure } from '../../runtime/files/write-failure.ts';
import { runtimeMessages } from '../../runtime/messages.ts';
import { linesOf } from '../support/failure.ts';
import { testSpan } from '../support/span.ts';

it('of too many files says how many are read, and what to give instead', () => {
  expect(linesOf([runtimeMessages.tooManyFiles(testSpan, '/home', 1000)])).toEqual([
    'CNN610: `/home` has more than 1000 files',
    'fix: give the directory that holds the class folders, and nothing else',
  ]);
});

it.each([
  ['ENOSPC', 'the disk is full', 'make room on the disk'],
  ['EDQUOT', 'the quota of the disk is used up', 'make room on the disk'],
  ['EACCES', 'permission is denied', 'give yourself the right to write there (`chmod u+w`)'],
  ['EROFS', 'the file system is read-only', 'make the file system writable'],
  ['EISDIR', 'it is a directory', 'remove the directory of that name'],
  ['ENOTDIR', 'a part of its path is not a directory', 'correct the path'],
  ['ENAMETOOLONG', 'its name is too long', 'take a shorter name'],
  ['EMFILE', 'this process has too many files open', 'allow more open files (`ulimit -n`)'],
  ['ENOENT', 'a folder on its path is missing', 'make the folder that is missing'],
  ['EIO', 'the disk cannot write it', 'check the disk'],
  ['EUNHEARD', 'EUNHEARD: unheard of', 'see what is in the way there'],
])('of a file that cannot be written says what to do about %s', (code, reason, fix) => {
  const error = Object.assign(new Error(`${code}: unheard of, open 'x'`), { code });
  expect(linesOf([runtimeMessages.diskFailed('runs/1', writeFailure(error))])).toEqual([
    `CNN631: \`runs/1\` could not be written: ${reason}`,
    `fix: ${fix}; then go on with \`--resume\``,
  ]);
});
