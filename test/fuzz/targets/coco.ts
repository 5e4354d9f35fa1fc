import { readCoco } from '../../../runtime/data/coco/read-coco.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { dataPlace } from '../../support/data-place.ts';
import { pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const image = (id: number) => ({ id, file_name: `${id}.png`, height: 30, width: 40 });
const annotation = (id: number) => ({
  id,
  image_id: id % 3,
  category_id: 7,
  bbox: [id, 2, 3.5, 4],
  iscrowd: 0,
});
const categories = [{ id: 7, name: 'dog \\ "a"' }];

const files = [
  { images: [image(0), image(1), image(2)], annotations: [1, 2, 3, 4].map(annotation), categories },
  {
    categories,
    annotations: [{ image_id: 'a', category_id: 7 }],
    images: [{ ...image(0), id: 'a' }],
    info: {},
  },
  { images: [], categories: [] },
];

/** Files in COCO's format, mutated. */
export function openCoco(): FuzzTarget {
  const corpus = files.flatMap((file) =>
    [JSON.stringify(file), JSON.stringify(file, null, 1)].map((text) => Buffer.from(text)),
  );
  return {
    short: 60,
    make: (stream: RandomStream): FuzzInput =>
      new Map([['instances.json', mutateBytes(pick(corpus, stream), stream, corpus)]]),
    feed: (input) =>
      feedDirectory(input, (directory) =>
        readCoco({ ...dataPlace(directory), file: 'instances.json' }, { pictures: '.', points: true }),
      ),
  };
}
