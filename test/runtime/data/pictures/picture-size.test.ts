import sharp from 'sharp';
import { expect, test } from 'vitest';
import { metadataOf } from '../../../../runtime/data/pictures/decode-image.ts';
import { pictureSize } from '../../../../runtime/data/pictures/picture-size.ts';

const drawn = (): sharp.Sharp => sharp({ create: { width: 7, height: 5, channels: 3, background: '#c80' } });

test.each([
  ['a JPEG', drawn().jpeg(), false],
  ['a JPEG with an EXIF header', drawn().withMetadata({ orientation: 6 }).jpeg(), false],
  ['a progressive JPEG', drawn().jpeg({ progressive: true }), true],
  ['a JPEG of inks', drawn().toColourspace('cmyk').jpeg(), true],
  ['a PNG', drawn().png(), false],
  ['an interlaced PNG', drawn().png({ progressive: true }), true],
  ['a WebP', drawn().webp(), true],
  ['a GIF', drawn().gif(), true],
  ['a TIFF', drawn().tiff(), false],
])('the header of %s is read as the decoder reads it', async (_title, image, whole) => {
  const bytes = await image.toBuffer();
  expect(await pictureSize(bytes)).toEqual({ height: 5, width: 7, whole });
  const { height, width } = await metadataOf(bytes);
  expect([height, width]).toEqual([5, 7]);
  for (let length = 0; length < bytes.length; length += 5) {
    const cut = await pictureSize(bytes.subarray(0, length));
    if (cut !== undefined) expect(cut).toEqual({ height: 5, width: 7, whole });
  }
});

test.each([
  ['nothing', ''],
  ['a text', 'this is no picture, but it is long enough to be one'],
  ['a JPEG without a frame', '\xff\xd8\xff\xe0\x00\x04ab\xff\xd9'],
  ['a JPEG whose frame is cut off', '\xff\xd8\xff\xc0\x00\x11\x08\x00'],
  ['a bitmap whose header is cut off', 'BM\x1a\0\0\0\0\0\0\0\x1a\0'],
  ['a PNG of no pixels', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0'],
])('%s has no size', async (_title, text) => {
  expect(await pictureSize(Buffer.from(text, 'latin1'))).toBeUndefined();
});
