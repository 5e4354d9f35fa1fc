import { dirname, resolve } from 'node:path';
import type { LookAtWeights } from '../../../compiler/check/weight-files.ts';
import { FileError } from '../../files/file-error.ts';
import { checkFileSync } from '../../files/read-file.ts';
import { weightsUnreadable } from '../weights-unreadable.ts';
import { largestWeights, weightsFileOf } from './weights-file.ts';

/** Looks whether a file of weights, or the run in a folder, is there to be read: what is wrong with it. */
export const lookAtWeights: LookAtWeights = (path, span) => {
  const file = weightsFileOf(resolve(dirname(span.source.name), path));
  try {
    checkFileSync(file, largestWeights);
    return undefined;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const fix = error.code === 'ENOENT' ? 'correct the path: it is relative to the .cnn file' : error.fix;
    return weightsUnreadable(span, file, error.message, fix);
  }
};
