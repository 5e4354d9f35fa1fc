import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { Loader, wantedFields } from '../../../runtime/data/batches.ts';
import { dataRoom } from '../../../runtime/data/data-room.ts';
import { openNpz } from '../../../runtime/data/arrays/npz-source.ts';
import { Effort } from '../../../runtime/data/effort.ts';
import { lookAt } from '../../../runtime/data/look/look-at.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { compileText } from '../../support/compile-text.ts';
import { dataPlace } from '../../support/data-place.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { npyOf, npzOf } from '../../support/npz.ts';
import { testSpan } from '../../support/span.ts';

function specOf(bytes: Uint8Array, more = ''): DataSpec {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'a.npz'), bytes);
  const { value, diagnostics } = compileText(`data D {
    source = npz("${directory}/a.npz"${more})
    field label: class[3]
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return spec;
}

const opened = (spec: DataSpec) => openData(spec, { base: '/' });
const complaint = async (bytes: Uint8Array): Promise<string> =>
  linesOf(await failureOf(() => opened(specOf(bytes)))).join('\n');

/** The pixels and the class of every example, in their order. */
async function values(spec: DataSpec) {
  const data = await opened(spec);
  const loader = new Loader(data, wantedFields(spec.fields, new Map(), new Set(['image', 'label'])));
  const count = data.source.count + data.source.testCount;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for await (const { fields } of loader.batches(order, 100))
    return {
      counts: [data.source.count, data.source.testCount],
      shape: fields.get('image')?.shape,
      pixels: [...(fields.get('image')?.values ?? [])],
      labels: [...(fields.get('label')?.values ?? [])],
    };
  throw new Error('no batch');
}

const count = (length: number, from = 0): Uint8Array => Uint8Array.from({ length }, (_, at) => from + at);
const grey = npyOf('|u1', [3, 2, 2], count(12));
const classes = npyOf('|u1', [3], Uint8Array.of(2, 0, 1));

describe('npz', () => {
  it.each([false, true])('reads the layout of Keras’s mnist.npz, packed: %s', async (isPacked) => {
    const x_test = npyOf('|u1', [1, 2, 2], count(4, 100));
    const y_test = npyOf('<i8', [1], new Uint8Array(BigInt64Array.of(1n).buffer));
    const bytes = npzOf({ x_test, x_train: grey, y_train: classes, y_test }, isPacked);
    expect(await values(specOf(bytes))).toEqual({
      counts: [3, 1],
      shape: [2, 2, 1],
      pixels: [...count(12), ...count(4, 100)],
      labels: [2, 0, 1, 1],
    });
  });

  it.each([false, true])(
    'reads colours and floats by the names that are said, packed: %s',
    async (isPacked) => {
      const pictures = npyOf(
        '<f4',
        [2, 1, 2, 3],
        new Uint8Array(Float32Array.from(count(12), (x) => x / 4).buffer),
      );
      const kinds = npyOf('<i4', [2, 1], new Uint8Array(Int32Array.of(1, 2).buffer));
      const spec = specOf(npzOf({ pictures, kinds }, isPacked), ', image="pictures", label="kinds"');
      expect(await values(spec)).toEqual({
        counts: [2, 0],
        shape: [1, 2, 3],
        pixels: [...count(12)].map((x) => x / 4),
        labels: [1, 2],
      });
    },
  );

  it('unpacks the beginning of large arrays, and then all of them', async () => {
    const bytes = Uint8Array.from({ length: 300 * 900 }, (_, at) => (at * 7919) % 251);
    const x_train = npyOf('|u1', [300, 30, 30], bytes);
    const y_train = npyOf(
      '|u1',
      [300],
      Uint8Array.from({ length: 300 }, (_, at) => at % 3),
    );
    const { source } = await opened(specOf(npzOf({ x_train, y_train }, true)));
    expect(source.count).toBe(300);
    const { recipe } = source.entry(299);
    expect(recipe.kind === 'pixels' && [...recipe.image.data.subarray(0, 4)]).toEqual([
      ...bytes.subarray(299 * 900, 299 * 900 + 4),
    ]);
  });

  it('reads plain arrays where they lie, and holds packed ones', async () => {
    const directory = temporaryDirectory();
    const source = {
      kind: 'npz',
      directory,
      span: testSpan,
      image: 'x_train',
      label: 'y_train',
      testImage: 'x_test',
      testLabel: 'y_test',
    } as const;
    const x_train = npyOf('|u1', [20, 20, 12], new Uint8Array(4800));
    const y_train = npyOf('|u1', [20], new Uint8Array(20));
    writeFileSync(join(directory, 'plain.npz'), npzOf({ x_train, y_train }));
    writeFileSync(join(directory, 'packed.npz'), npzOf({ x_train, y_train }, true));
    const place = dataPlace(directory, { room: dataRoom([4000]) });
    const plain = await openNpz(place, { ...source, file: 'plain.npz' }).catch((error: unknown) => error);
    expect(plain).toMatchObject({ held: 0 });
    const told = linesOf(await failureOf(() => openNpz(place, { ...source, file: 'packed.npz' })));
    expect(told.join('\n')).toMatch(/what `x_train` holds takes 4\.93 kB/);
  });

  it.each([
    [{ x_train: grey }, /it has no array `y_train`, only `x_train`/],
    [
      { x_train: npyOf('>f4', [3, 2, 2], count(48)), y_train: classes },
      /big-endian.*\n.*\n.*astype\("<f4"\)/,
    ],
    [
      { x_train: npyOf('|O', [3, 2, 2], count(12)), y_train: classes },
      /Python objects, which are never read/,
    ],
    [{ x_train: npyOf('<f8', [3, 2, 2], count(96)), y_train: classes }, /values are `<f8`/],
    [{ x_train: npyOf('|u1', [3, 2, 2], count(12), 'True'), y_train: classes }, /Fortran order/],
    [{ x_train: npyOf('|u1', [3, 4], count(12)), y_train: classes }, /it is \[3, 4\]/],
    [{ x_train: npyOf('|u1', [1, 3, 2, 5], count(30)), y_train: classes }, /channels come before/],
    [
      { x_train: npyOf('|u1', [3, 2, 3], count(12)), y_train: classes },
      /has 140 bytes, and its header says 146/,
    ],
    [{ x_train: grey, y_train: npyOf('|u1', [2], count(2)) }, /2 classes for 3 pictures/],
    [{ x_train: grey, y_train: npyOf('|u1', [3, 3], count(9)) }, /argmax/],
    [{ x_train: grey, y_train: npyOf('|u1', [3], Uint8Array.of(0, 9, 1)) }, /picture 1 is of class 9/],
    [
      { x_train: grey, y_train: npyOf('|i1', [3], Uint8Array.of(0, 255, 1)) },
      /picture 1 is of class -1[^]*counted from 0/,
    ],
    [{ x_train: count(30), y_train: classes }, /`x_train`: it is no array of NumPy/],
  ])('tells what is wrong with arrays (%#)', async (arrays, message) => {
    expect(await complaint(npzOf(arrays))).toMatch(message);
    expect(await complaint(npzOf(arrays, true))).toMatch(message);
  });

  it.each([false, true])('skips a picture with a value that is no number, packed: %s', async (isPacked) => {
    const pixels = Float32Array.from(count(12));
    pixels[7] = NaN;
    const x_train = npyOf('<f4', [3, 2, 2], new Uint8Array(pixels.buffer));
    const spec = specOf(npzOf({ x_train, y_train: classes }, isPacked));
    expect(await values(spec)).toMatchObject({ labels: [2, 1] });
    const loader = new Loader(await opened(spec), wantedFields(spec.fields, new Map(), new Set(['image'])));
    for await (const batch of loader.batches(Uint32Array.of(1, 2), 100)) expect(batch.count).toBe(1);
    expect([...loader.skipped]).toEqual([['example 1', 'its value at row 1, column 1 is NaN']]);
  });

  it('tells files that are none, or damaged', async () => {
    const whole = Buffer.from(npzOf({ x_train: grey, y_train: classes }, true));
    expect(await complaint(whole.subarray(0, 100))).toMatch(/it is no ZIP file, or cut short/);
    expect(await complaint(Buffer.from(whole).fill(0xff, 40, 60))).toMatch(/`x_train\.npy` in it is damaged/);
    expect(await complaint(Buffer.from('x'))).toMatch(/no ZIP file/);
    const bomb = Buffer.from(
      npzOf({ x_train: npyOf('|u1', [9, 999, 999], count(12)), y_train: classes }, true),
    );
    expect(await complaint(bomb)).toMatch(/its header says 8982137/);
  });

  it('is looked at shortly', async () => {
    const looked = await lookAt(
      specOf(npzOf({ x_train: grey, y_train: classes })),
      { base: '/' },
      new Effort(),
    );
    expect(looked?.look).toMatchObject({ count: 3, imageShape: [2, 2, 1], at: 'the headers of 3 pictures' });
  });
});
