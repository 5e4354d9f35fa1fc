import { decodeBytes } from '../../../runtime/data/pictures/decode-image.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import golden from '../../golden/pictures.json' with { type: 'json' };
import { pick } from '../choices.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const wanted = [3, 4, 1];

/** Pictures of every format: mutants are decoded, or told what is wrong with them. */
export function openPicture(): FuzzTarget {
  const corpus = Object.values(golden).map(({ file }) => Buffer.from(file, 'base64'));
  return {
    short: 60,
    make: (stream: RandomStream): FuzzInput =>
      new Map([['picture', mutateBytes(pick(corpus, stream), stream, corpus)]]),
    async feed(input) {
      const bytes = Buffer.from(input.get('picture') ?? []);
      const channels = wanted[bytes.length % wanted.length] ?? 3;
      const picture = await decodeBytes(bytes, channels);
      if (typeof picture === 'string') return undefined;
      const values = picture.height * picture.width * channels;
      return picture.channels === channels && picture.data.length === values
        ? undefined
        : 'pixels are missing';
    },
  };
}
