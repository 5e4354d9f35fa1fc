import { defineSplit } from './define-split.ts';

/** Folders that are parts. */
export const byFolder = defineSplit({
  kind: 'folder',
  elsewhere: 'folders directory directories',
  doc: 'Parts are folders of the data: `train`, `valid` (or `validation`, `val`, `dev`) and `test`, each with a folder a class; a part that is written as a share is cut from `train`.',
  params: {},
  make: () => ({}),
  parts: () => ['train', 'valid', 'test'],
});
