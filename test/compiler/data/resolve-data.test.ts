import { expect, test } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { compileText } from '../../support/compile-text.ts';

/** The only data block of a text, without its spans. */
function dataOf(text: string): unknown {
  const { value, diagnostics } = compileText(text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return JSON.parse(
    JSON.stringify(value.datas[0], (key, part: unknown) => (key === 'span' ? undefined : part)),
  );
}

test('what was not written is what the language says', () => {
  expect(dataOf('data D { source = idx("digits") }')).toEqual({
    name: 'D',
    source: { kind: 'idx', directory: 'digits' },
    fields: [{ name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 1] } }],
    split: { train: 1, valid: 0, test: 0 },
    seed: 0,
    prepare: [],
    augment: [],
    balance: 'none',
    strict: false,
  } satisfies Omit<DataSpec, 'span' | 'source' | 'fields'> & { source: unknown; fields: unknown });
});

test('everything that can be written', () => {
  expect(
    dataOf(`
      let side = 16
      data D {
        source = shapes(100, size=[side, 2 * side], channels=3, classes=5)
        field kind: class[5]
        field place: box[corners]
        field image: uint8[?h, 32, 3]
        split { train = 1/2  valid = 25%  test = 0.25 }
        seed = 42
        strict = true
        balance = oversample
        prepare { Rescaling(1/255) Resizing(8, 8, interpolation=nearest, crop_to_aspect_ratio=true) }
        prepare image { Rescaling(2, offset=-1) }
        augment { RandomFlip(vertical) RandomZoom([-0.1, 0.3], fill_mode=constant) RandomContrast(0.25) }
        augment { RandomBrightness([0.2, -0.1], value_range=[0, 1]) RandomCrop(8, 6) }
      }`),
  ).toEqual({
    name: 'D',
    source: { kind: 'shapes', count: 100, height: 16, width: 32, channels: 3, classes: 5 },
    fields: [
      { name: 'kind', type: { kind: 'class', classes: 5 } },
      { name: 'place', type: { kind: 'box', format: 'corners' } },
      { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, 32, 3] } },
    ],
    split: { train: 0.5, valid: 0.25, test: 0.25 },
    seed: 42,
    strict: true,
    balance: 'oversample',
    prepare: [
      { kind: 'Rescaling', scale: 1 / 255, offset: 0 },
      { kind: 'Resizing', height: 8, width: 8, interpolation: 'nearest', cropToAspectRatio: true },
      { field: 'image', kind: 'Rescaling', scale: 2, offset: -1 },
    ],
    augment: [
      { kind: 'RandomFlip', horizontal: false, vertical: true },
      {
        kind: 'RandomZoom',
        height: [-0.1, 0.3],
        sampling: { fill: 'constant', interpolation: 'bilinear', value: 0 },
      },
      { kind: 'RandomContrast', factor: [0.75, 1.25], range: [-1, 1] },
      { kind: 'RandomBrightness', factor: [-0.1, 0.2], range: [0, 1] },
      { kind: 'RandomCrop', height: 8, width: 6 },
    ],
  });
});

test.each([
  ['folder("x", boxes="")', 'boxes', 'name the file, or leave it out'],
  ['folder("")', 'directory', 'name the directory: `"."` is that of the `.cnn` file'],
  ['idx("")', 'directory', 'name the directory: `"."` is that of the `.cnn` file'],
])('an empty name is none: %s', (source, what, fix) => {
  const [first, ...others] = compileText(
    `data D { source = ${source} field kind: class[4] }`,
  ).diagnostics.filter(({ severity }) => severity === 'error');
  expect([first?.code, first?.message, first?.fix?.title, others]).toEqual([
    'CNN462',
    `\`${what}\` is given an empty name`,
    fix,
    [],
  ]);
});

test('pictures of files have three channels, or one or four where that is declared', () => {
  const told = (source: string, shape: string): readonly string[] =>
    compileText(
      `data D { source = ${source} field image: uint8${shape} field kind: class[4] }`,
    ).diagnostics.flatMap(({ severity, message }) => (severity === 'error' ? [message] : []));
  for (const channels of [1, 3, 4]) expect(told('folder("x")', `[?h, ?w, ${channels}]`)).toEqual([]);
  expect(told('folder("x")', '[32, 32, 2]')).toEqual([
    'the field `image` is declared as [32, 32, 2], but its source makes [?, ?, 3] or [?, ?, 1] or [?, ?, 4]',
  ]);
  expect(told('idx("x")', '[28, 28, 3]')).toEqual([
    'the field `image` is declared as [28, 28, 3], but its source makes [?, ?, 1]',
  ]);
});

test('a list of boxes, and the source that brings it', () => {
  const text = 'data D { source = shapes(9, objects=[6, 2])  field objects: boxes[6, 4] }';
  expect(dataOf(text)).toMatchObject({
    source: { kind: 'shapes', objects: { least: 2, most: 6 } },
    fields: [{ name: 'image' }, { name: 'objects', type: { kind: 'boxes', most: 6, classes: 4 } }],
  });
  expect(dataOf('data D { source = shapes(9, objects=3) }')).toMatchObject({
    source: { objects: { least: 3, most: 3 } },
  });
});
