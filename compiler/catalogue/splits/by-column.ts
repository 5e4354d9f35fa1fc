import { defineSplit } from './define-split.ts';

/** A column that names the part. */
export const byColumn = defineSplit({
  kind: 'column',
  doc: 'Parts are written in a column of the data: `train`, `valid` (or `validation`, `val`, `dev`) and `test`; a part that is written as a share is cut from `train`.',
  params: { name: { type: 'string', default: 'split', doc: 'The name of the column.' } },
  make: ({ name }) => ({ name }),
  parts: () => ['train', 'valid', 'test'],
});
