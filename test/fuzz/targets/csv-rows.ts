import type { FieldSpec } from '../../../compiler/data/data-spec.ts';
import { labelRows } from '../../../runtime/data/csv/label-rows.ts';
import { readRows } from '../../../runtime/data/csv/read-rows.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { dataPlace } from '../../support/data-place.ts';
import { testSpan } from '../../support/span.ts';
import { pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const texts = [
  'file,kind,size\na.png,cat,1.5 2\nb.png,dog,3;4\n',
  '\uFEFFkind,file,size\r\n0,"a,b.png",1 2\r\n\r\n1,c\\d.png,-.5 1e3\r\n',
  `file,kind,size\n${Array.from({ length: 40 }, (_, row) => `${row}.png,${row % 2},1 ${row}`).join('\n')}\n`,
];

const fields: readonly FieldSpec[] = [
  { name: 'kind', type: { kind: 'class', classes: 2 }, span: testSpan },
  { name: 'size', type: { kind: 'tensor', dtype: 'float32', shape: [2] }, span: testSpan },
];

/** Tables of pictures, mutated. */
export function openCsvRows(): FuzzTarget {
  const corpus = texts.map((text) => Buffer.from(text));
  return {
    short: 60,
    make: (stream: RandomStream): FuzzInput =>
      new Map([['labels.csv', mutateBytes(pick(corpus, stream), stream, corpus)]]),
    feed: (input) =>
      feedDirectory(input, async (directory) => {
        const place = { ...dataPlace(directory), file: 'labels.csv' };
        const read = await readRows(place, { picture: 'file', pictures: '.', fields });
        return labelRows(place, read, 'kind', 2);
      }),
  };
}
