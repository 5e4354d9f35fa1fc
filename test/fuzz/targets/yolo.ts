import { readYolo } from '../../../runtime/data/yolo/read-yolo.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { dataPlace } from '../../support/data-place.ts';
import { pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const names = [
  'path: .\ntrain: images\nval: [images, images]\nnc: 2\nnames:\n  0: cat\n  1: "dog"\n',
  'a: &a [1, 2]\nb: *a\ntrain: ../images\nnames: [cat, dog]\n',
];
const labels = ['0 0.5 0.5 0.2 0.1\n1 .25 .5 5e-1 1\r\n', '1 0.1 0.2 0.5 0.2 0.5 0.8\n\n'];

/** A file of names and one of labels in YOLO's format, mutated. */
export function openYolo(): FuzzTarget {
  const [yaml, lines] = [names, labels].map((texts) => texts.map((text) => Buffer.from(text)));
  const mutated = (corpus: readonly Buffer[] = [], stream: RandomStream) =>
    mutateBytes(pick(corpus, stream), stream, corpus);
  return {
    short: 60,
    make: (stream: RandomStream): FuzzInput =>
      new Map([
        ['data.yaml', mutated(yaml, stream)],
        ['labels/a.txt', mutated(lines, stream)],
        ['images/a.png', Buffer.from('x')],
      ]),
    feed: (input) =>
      feedDirectory(input, (directory) => readYolo({ ...dataPlace(directory), file: 'data.yaml' })),
  };
}
