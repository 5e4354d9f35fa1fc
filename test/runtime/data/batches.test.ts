import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { Loader, wantedFields, type Batch } from '../../../runtime/data/batches.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { testSpan } from '../../support/span.ts';
import { dataSpec } from '../../support/specs.ts';

async function loaderFor(
  spec: DataSpec,
  shape: readonly number[],
): Promise<{ loader: Loader; order: Uint32Array }> {
  const data = await openData(spec, { base: '/' });
  const inputs = new Map([['image', { name: 'photo', shape }]]);
  const loader = new Loader(data, wantedFields(spec.fields, inputs, new Set(['label'])));
  return { loader, order: data.split.train };
}

async function collect(batches: AsyncGenerator<Batch, void, undefined>): Promise<Batch[]> {
  const all: Batch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

/** Two classes of four images each; `broken` of the first class are no images. */
async function folderSpec(broken: number, strict = false): Promise<DataSpec> {
  const directory = temporaryDirectory();
  const image = await sharp({ create: { width: 6, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const name of ['a', 'b']) {
    mkdirSync(join(directory, name));
    for (let index = 0; index < 4; index++) {
      writeFileSync(join(directory, name, `${index}.png`), name === 'a' && index < broken ? 'broken' : image);
    }
  }
  return dataSpec({
    source: { kind: 'folder', directory, span: testSpan },
    fields: [
      { name: 'label', type: { kind: 'class', classes: 2 }, span: testSpan },
      { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 3] }, span: testSpan },
    ],
    split: { train: 1, valid: 0, test: 0 },
    strict,
  });
}

describe('Loader', () => {
  it('gives every example once, the last batch as small as what is left', async () => {
    const { loader, order } = await loaderFor(dataSpec(), [8, 8, 1]);
    const batches = await collect(loader.batches(order, 10));
    expect(batches.map(({ count }) => count)).toEqual([10, 10, 10, 10, 8]);
    expect(batches.map(({ cursor }) => cursor)).toEqual([10, 20, 30, 40, 48]);
    const labels = batches.flatMap(({ fields }) => [...(fields.get('label')?.values ?? [])]);
    expect(labels).toEqual(Array.from(order, (index) => index % 3));
    expect(batches[4]?.fields.get('image')).toMatchObject({ shape: [8, 8, 1], values: { length: 8 * 64 } });
  });

  it('begins anywhere, with the batches it would have come to', async () => {
    const { loader, order } = await loaderFor(dataSpec(), [8, 8, 1]);
    const all = await collect(loader.batches(order, 10));
    expect(await collect(loader.batches(order, 10, 20))).toEqual(all.slice(2));
  });

  it('mixes the examples of a batch where a step does, as its place in the order draws', async () => {
    const spec = dataSpec({ augment: [{ kind: 'MixUp', alpha: 1 }] });
    const { loader, order } = await loaderFor(spec, [8, 8, 1]);
    const draws = { seed: 1, path: 'main/1/augment' };
    const all = await collect(loader.batches(order, 10, 0, draws));
    expect(await collect(loader.batches(order, 10, 20, draws))).toEqual(all.slice(2));
    const [plain] = await collect(loader.batches(order, 10));
    const [mixed, next] = all;
    expect(plain?.mixture).toBeUndefined();
    expect(mixed?.mixture?.shares).toHaveLength(10);
    expect(mixed?.mixture?.shares).not.toEqual(next?.mixture?.shares);
    expect(mixed?.fields.get('image')?.values).not.toEqual(plain?.fields.get('image')?.values);
    expect([...(mixed?.mixture?.fields.keys() ?? [])]).toEqual(['label']);
  });

  it('puts the next example in the place of one that cannot be read, and counts it', async () => {
    const { loader, order } = await loaderFor(await folderSpec(2), [4, 6, 3]);
    const batches = await collect(loader.batches(order, 4));
    expect(batches.map(({ count }) => count)).toEqual([4, 2]);
    expect([...loader.skipped].sort()).toEqual([
      [join('a', '0.png'), 'it is no JPEG, PNG, GIF, WebP, BMP or TIFF picture'],
      [join('a', '1.png'), 'it is no JPEG, PNG, GIF, WebP, BMP or TIFF picture'],
    ]);
    expect(await collect(loader.batches(order, 4))).toEqual(batches);
  });

  it('stops at one where the data is strict', async () => {
    const { loader, order } = await loaderFor(await folderSpec(1, true), [4, 6, 3]);
    const lines = linesOf(await failureOf(() => collect(loader.batches(order, 4))));
    expect(lines).toEqual([
      `CNN611: \`${join('a', '0.png')}\` cannot be read: it is no JPEG, PNG, GIF, WebP, BMP or TIFF picture`,
      'note: `strict = true` stops the run at the first image that cannot be read',
      'fix: replace or remove the file, or leave out `strict` to skip and count such files',
    ]);
  });

  it('compares prepared images with the input that they feed', async () => {
    const { loader, order } = await loaderFor(await folderSpec(0), [8, 8, 3]);
    expect(linesOf(await failureOf(() => collect(loader.batches(order, 4))))).toEqual([
      'CNN614: the input `photo` takes [8, 8, 3], but the prepared image is [4, 6, 3]',
      expect.stringMatching(/^note: found in `[ab]\/\d.png`$/),
      'fix: add `prepare { Resizing(8, 8) }`',
    ]);
    const grey = await loaderFor(dataSpec(), [8, 8, 3]);
    expect(linesOf(await failureOf(() => collect(grey.loader.batches(grey.order, 4))))).toEqual([
      'CNN614: the input `photo` takes [8, 8, 3], but the prepared image is [8, 8, 1]',
      "fix: make the model's input [8, 8, 1]",
    ]);
  });
});
