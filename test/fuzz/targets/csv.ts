import { readBoxes } from '../../../runtime/data/folder/read-boxes.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { dataPlace } from '../../support/data-place.ts';
import { pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const rows = Array.from({ length: 40 }, (_, row) => `./b/${row} .png,${row},0,${row + 9},"7.5",`);

const texts = [
  'file,xmin,ymin,xmax,ymax\na/1.png,8,4,24,12\nb/1.png,8,4,24,12\n',
  '\uFEFFfile,cx,cy,w,h,note\r\n"a/1.png",0.5,0.5,0.2,.1,"two\r\nlines"\r\nb\\é.png,5e-1,0.5,0.25,0.125,"say ""hi"""\r\n',
  'cx;cy;w;h;file\n0,5;0,5;0,2;0,2;a.png\n',
  `file,xmin,ymin,xmax,ymax,note\n${rows.join('\n')}\n`,
];

/** Files of boxes, mutated. */
export function openCsv(): FuzzTarget {
  const corpus = texts.map((text) => Buffer.from(text));
  return {
    short: 60,
    make: (stream: RandomStream): FuzzInput =>
      new Map([['boxes.csv', mutateBytes(pick(corpus, stream), stream, corpus)]]),
    feed: (input) =>
      feedDirectory(input, (directory) => readBoxes({ ...dataPlace(directory), file: 'boxes.csv' })),
  };
}
