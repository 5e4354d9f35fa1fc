import { describe, expect, test } from 'vitest';
import { compile } from '../../../../compiler/compile.ts';
import { decodeBox, type BoxStep } from '../../../../compiler/catalogue/steps/box-encoding.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { batchSize, fixed } from '../../../../compiler/ir/extent.ts';
import { Source } from '../../../../grammar/source.ts';
import { encodeBox } from '../../../../runtime/data/prepare/encode-box.ts';
import { cpu } from '../../../laws/engines.ts';
import { reportOf } from '../../../support/compile-text.ts';

const text = (format: string, prepare: string, metrics = 'metrics = [box_iou]'): string => `
  data D { source = shapes(10)  field shape: class[4]  field box: box[${format}]  ${prepare} }
  model M { input image: float32[32, 32, 1]  Flatten  output box: Dense(4) }
  train M on D {
    batch = 2
    objective box { loss = mse  ${metrics} }
    phase main { epochs = 1  optimizer = Adam }
  }`;

const compiled = (...args: Parameters<typeof text>) => compile(new Source('test.cnn', text(...args)));
const told = (...args: Parameters<typeof text>): string[] =>
  reportOf(compiled(...args).diagnostics).filter((line) => !line.startsWith('CNN210'));

const encodings: readonly (readonly BoxStep[])[] = [
  [{ kind: 'SqrtSize' }],
  [{ kind: 'SqrtSize' }, { kind: 'Rescaling', scale: 2, offset: -1 }],
  [{ kind: 'Rescaling', scale: 100, offset: 0 }, { kind: 'SqrtSize' }],
];

/** Boxes as a program decodes them. */
async function decoded(values: Float32Array, encoding: readonly BoxStep[]): Promise<number[]> {
  const build = new Builder();
  const type = { shape: [batchSize, fixed(4)], dtype: 'float32' } as const;
  build.output('box', decodeBox(build, build.input('in', type, { kind: 'input', key: 'in' }), encoding));
  const program = build.finish('predict');
  await cpu.availability();
  const session = await cpu.open(new Map());
  const count = values.length / 4;
  const feed = { dtype: 'float32', shape: [count, 4], data: values } as const;
  const found = await session.run(program, count, new Map([['in', feed]]));
  await session.dispose();
  return [...(found.get('box')?.data ?? [])].map(Number);
}

describe('roots of width and height', () => {
  test.each(encodings)('are undone: %j', async (...encoding) => {
    const box = Float32Array.of(0.5, 0.25, 0.16, 0.81);
    const back = await decoded(encodeBox(box, encoding), encoding);
    expect(back).toEqual([...box].map((value): unknown => expect.closeTo(value, 5)));
  });

  test('are of width and height alone', () => {
    const [cx, cy, w, h] = encodeBox(Float32Array.of(0.5, 0.25, 0.16, 0.81), [{ kind: 'SqrtSize' }]);
    expect([cx, cy, w, h]).toEqual([0.5, 0.25, expect.closeTo(0.4, 6), expect.closeTo(0.9, 6)]);
  });

  test('below zero are of a box without extent', async () => {
    expect(await decoded(Float32Array.of(0.5, 0.5, -0.4, 0.5), [{ kind: 'SqrtSize' }])).toEqual([
      0.5, 0.5, 0, 0.25,
    ]);
  });

  test('are undone for `box_iou`, whatever else a section does', () => {
    const { value, diagnostics } = compiled(
      'center',
      'prepare { Rescaling(1/255) } prepare box { SqrtSize  Rescaling(2, offset=-1) }',
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value.trains[0]?.spec.phases[0]?.objectives[0]?.metrics).toMatchObject([
      {
        kind: 'box_iou',
        box: {
          format: 'center',
          encoding: [{ kind: 'SqrtSize' }, { kind: 'Rescaling', scale: 2, offset: -1 }],
        },
      },
    ]);
  });

  test.each([
    [
      'corners',
      'prepare box { SqrtSize }',
      'CNN470 `SqrtSize` takes the roots of width and height, but this section is for a box by its corners',
    ],
    [
      'center',
      'prepare { SqrtSize }',
      'CNN470 `SqrtSize` takes the roots of width and height, but this section is for every field',
    ],
    [
      'center',
      'prepare image { SqrtSize }',
      'CNN470 `SqrtSize` takes the roots of width and height, but this section is for an image',
    ],
    [
      'center',
      'prepare box { Rescaling(2, offset=-1)  SqrtSize }',
      'CNN471 a width or height comes to -1 here, which has no square root',
    ],
    [
      'center',
      'prepare box { Rescaling(2, offset=-1) } prepare box { SqrtSize }',
      'CNN471 a width or height comes to -1 here, which has no square root',
    ],
    ['center', 'prepare box { Resizing(8, 8) }', 'CNN472 `Resizing` is of images, and `box` is a box'],
    [
      'center',
      'prepare box { Rescaling(0) }',
      'CNN417 the metric `box_iou` does not fit the output `box`: `prepare box` makes all boxes alike',
    ],
  ])('are refused for %s: %s', (format, prepare, message) => {
    expect(told(format, prepare)).toEqual([message]);
  });
});
