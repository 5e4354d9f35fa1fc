import { expect, it } from 'vitest';
import { messages } from '../../runtime/messages.ts';
import { linesOf } from '../support/failure.ts';
import { testSpan } from '../support/span.ts';

it('of too many files says how many are read, and what to give instead', () => {
  expect(linesOf([messages.tooManyFiles(testSpan, '/home', 1000)])).toEqual([
    'CNN610: `/home` has more than 1000 files',
    'fix: give the directory that holds the class folders, and nothing else',
  ]);
});

it('of a full disk says that the run can go on once there is room', () => {
  expect(linesOf([messages.diskFailed('runs/1', 'the disk is full')])).toEqual([
    'CNN631: `runs/1` could not be written: the disk is full',
    'fix: make room on the disk, then go on with `--resume`',
  ]);
});
