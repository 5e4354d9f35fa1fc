import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { withChannels } from '../../../../runtime/data/pictures/channels.ts';
import { decodeSmallPng } from '../../../../runtime/data/pictures/decode-small-png.ts';
import { RandomStream } from '../../../../runtime/random.ts';

/** A PNG of smooth and of wild pixels, so that every filter of a row occurs. */
async function drawn(channels: 1 | 2 | 3 | 4, seed: number): Promise<Buffer> {
  const random = new RandomStream(seed, 'png');
  const [width, height] = [1 + random.below(40), 1 + random.below(40)];
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) =>
    at % 3 === 0 ? random.below(256) : (at * (seed % 5)) % 256,
  );
  const picture = sharp(data, { raw: { width, height, channels } });
  const grey = channels < 3 ? picture.toColourspace('b-w') : picture;
  return grey.png({ adaptiveFiltering: seed % 2 === 0, compressionLevel: seed % 10 }).toBuffer();
}

describe('small PNGs', () => {
  it.each([1, 2, 3, 4] as const)('of %i channels are what the decoder makes of them', async (channels) => {
    for (let seed = 0; seed < 30; seed++) {
      const file = await drawn(channels, seed);
      const decoder = sharp(file).toColourspace('srgb').ensureAlpha();
      const { data, info } = await decoder.raw().toBuffer({ resolveWithObject: true });
      const found = decodeSmallPng(file);
      expect(found).toMatchObject({ height: info.height, width: info.width });
      const all = found && withChannels(found, 4);
      expect(Buffer.from(all?.data ?? []).equals(data), `seed ${seed}`).toBe(true);
    }
  });

  it('that are cut short or changed anywhere are left to the decoder', async () => {
    const file = await drawn(3, 4);
    for (let at = 0; at < file.length; at++) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(decodeSmallPng(changed), `byte ${at}`).toBeUndefined();
      expect(decodeSmallPng(file.subarray(0, at)), `of ${at} bytes`).toBeUndefined();
    }
  });

  it('with a palette, of 16 bits, interlaced or large are left to the decoder', async () => {
    const create = { width: 8, height: 8, channels: 3, background: { r: 9, g: 8, b: 7 } } as const;
    const small = sharp({ create });
    const large = sharp({ create: { ...create, width: 300, height: 300 } });
    for (const file of [
      await small.clone().png({ palette: true }).toBuffer(),
      await small.clone().toColourspace('rgb16').png().toBuffer(),
      await small.clone().png({ progressive: true }).toBuffer(),
      await large.png().toBuffer(),
    ])
      expect(decodeSmallPng(file)).toBeUndefined();
    expect(decodeSmallPng(await small.png().toBuffer())).toBeDefined();
  });
});
