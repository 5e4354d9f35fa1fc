import { defineSplit, type PartName } from './define-split.ts';

const list = {
  type: 'string',
  default: null,
  nullable: true,
} as const;

/** Files that list the examples of a part. */
export const byList = defineSplit({
  kind: 'list',
  elsewhere: 'lists file files',
  doc: 'Parts are written in files of the data, a picture a line; what no file names is `train`, unless there is a file for it, too.',
  params: {
    test: { ...list, doc: 'The file that lists the test part, from the directory of the data.' },
    valid: { ...list, doc: 'The file that lists the validation part.' },
    train: { ...list, doc: 'The file that lists the training part; what no file names is left out then.' },
  },
  make: ({ test, valid, train }) => ({ files: { test, valid, train } }),
  parts: ({ files }) =>
    (['train', 'valid', 'test'] satisfies PartName[]).filter((part) => files[part] !== null),
});
