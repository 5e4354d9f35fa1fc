import { openTar } from '../../../runtime/data/tar/tar-source.ts';
import { realize } from '../../../runtime/data/recipe.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { dataPlace } from '../../support/data-place.ts';
import { testSpan } from '../../support/span.ts';
import { member, tarOf } from '../../support/tar.ts';
import { chance, pick } from '../choices.ts';
import { feedDirectory } from '../data/feed-directory.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const source = {
  kind: 'tar',
  directory: '.',
  file: 'a.tar',
  label: 'cls',
  key: 'label',
  span: testSpan,
} as const;

/** Mutants of shards: opened, and the last example read. */
export function openTarTarget(): FuzzTarget {
  const pax = Buffer.concat([
    ...member('x', Buffer.from('18 path=long.png\n'), 'x'),
    ...member('y', pixel, '0'),
  ]);
  const shards = [
    tarOf([
      ['1.png', pixel],
      ['1.cls', '3'],
      ['2.png', pixel],
      ['2.json', '{"label": "rose"}'],
    ]),
    tarOf([
      [`${'d'.repeat(120)}.png`, pixel],
      [`${'d'.repeat(120)}.cls`, '1'],
    ]),
    pax,
  ];
  const make = (stream: RandomStream): FuzzInput => {
    const bytes = pick(shards, stream);
    return new Map([['a.tar', mutateBytes(chance(0.2, stream) ? resummed(bytes) : bytes, stream, shards)]]);
  };
  return {
    short: 60,
    make: (stream) => new Map([...make(stream)].map(([name, bytes]) => [name, resummed(bytes)])),
    feed: (input) =>
      feedDirectory(input, async (directory) => {
        const opened = await openTar(dataPlace(directory, { classes: 10 }), { source, channels: 3 });
        await realize(opened.entry(opened.count - 1));
      }),
  };
}

/** With the sums of headers made right, so that what lies behind them is reached. */
function resummed(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 0; at + 512 <= copy.length; at += 512) {
    if (copy.toString('latin1', at + 257, at + 262) !== 'ustar') continue;
    copy.write('        ', at + 148);
    const sum = copy.subarray(at, at + 512).reduce((all, byte) => all + byte, 0);
    copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
  }
  return copy;
}
