import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../../runtime/data/pictures/decode-image.ts';
import golden from '../../../golden/pictures.json' with { type: 'json' };

/** A picture as text, and the pixels that Keras makes of it. */
interface Golden {
  readonly file: string;
  /** Of three channels. */
  readonly exact: string;
  /** The same by libjpeg's fast transform. */
  readonly keras?: string;
  readonly four?: string;
  readonly one?: string;
}

const pictures: readonly (readonly [string, Golden])[] = Object.entries(golden);

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

async function pixelsOf({ file }: Golden, channels: number): Promise<Uint8Array> {
  const picture = await decodeBytes(bytes(file), channels);
  if (typeof picture === 'string') throw new Error(picture);
  expect(picture).toMatchObject({ height: 11, width: 13, channels });
  return Uint8Array.from(picture.data);
}

const furthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? NaN))), 0);

describe("pixels are Keras's", () => {
  it.each(pictures)('of %s', async (_name, picture) => {
    expect(furthest(await pixelsOf(picture, 3), bytes(picture.exact))).toBe(0);
  });

  it.each(pictures.filter(([, { four }]) => four !== undefined))(
    'of %s with transparency',
    async (_name, picture) => {
      expect(furthest(await pixelsOf(picture, 4), bytes(picture.four ?? ''))).toBe(0);
    },
  );

  it.each(pictures.filter(([, { one }]) => one !== undefined))('of %s as grey', async (name, picture) => {
    // The brightness that a JPEG file holds is made of its colours again, some of which have been cut off at 0 or 255.
    const most = name.endsWith('.jpg') ? 3 : 0;
    expect(furthest(await pixelsOf(picture, 1), bytes(picture.one ?? ''))).toBeLessThanOrEqual(most);
  });

  it('by its fast transform of JPEG but for 16 levels, as the docs say', () => {
    const differences = pictures.flatMap(([, { exact, keras }]) =>
      keras === undefined ? [] : [furthest(bytes(exact), bytes(keras))],
    );
    expect(Math.max(...differences)).toBe(16);
  });
});
