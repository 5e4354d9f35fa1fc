import { beforeAll, expect, test } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { preparation } from '../../../../runtime/data/prepare/prepare.ts';
import type { Corners, Picture } from '../../../../runtime/data/source.ts';
import { compileText } from '../../../support/compile-text.ts';
import { codeOf } from '../model/code-of.ts';
import { generate } from './generated.ts';

/* `preprocess` gives the numbers that a run's `prepare` does. */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const specOf = (format: string, steps: string, boxSteps: string): string => `model Net {
  input image: float32[?h, ?w, 3]
  Conv2D(2, 1)
  GlobalAveragePooling2D
  output box: Dense(4)
}
data Pictures {
  source = shapes(count=8, size=20, channels=3, classes=3)
  field box: box[${format}]
  prepare { ${steps} }
  ${boxSteps}
}
train Net on Pictures { batch = 2  objective box { loss = mse }  phase main { epochs = 1  optimizer = SGD(0.1) } }`;

const picture: Picture = {
  height: 13,
  width: 21,
  channels: 3,
  data: Uint8Array.from({ length: 13 * 21 * 3 }, (_, index) => (index * 37 + (index >> 3) * 11) % 256),
};
const corners: Corners = [0.1, 0.25, 0.7, 0.95];

const cases: readonly (readonly [format: string, steps: string, boxSteps: string])[] = [
  ['center', 'Rescaling(1/255)', ''],
  ['corners', 'Rescaling(1/127.5, offset=-1)', ''],
  ['center', 'Resizing(8, 10)  Rescaling(1/255)', ''],
  ['corners', 'Resizing(30, 17, interpolation=nearest)', ''],
  ['center', 'Resizing(9, 9, crop_to_aspect_ratio=true)  Rescaling(1/255)', ''],
  ['corners', 'Resizing(9, 9, crop_to_aspect_ratio=true)', ''],
  ['corners', 'Resizing(9, 9, pad_to_aspect_ratio=true)', ''],
  ['center', 'Resizing(40, 12, pad_to_aspect_ratio=true, fill_value=114)  Rescaling(1/255)', ''],
  ['center', 'Resizing(40, 12, crop_to_aspect_ratio=true, interpolation=nearest)', ''],
  ['center', 'Rescaling(1/255)  Resizing(8, 8)', ''],
  ['center', 'Resizing(8, 8)', 'prepare box { SqrtSize  Rescaling(2, offset=-1) }'],
  ['corners', 'Resizing(9, 9, crop_to_aspect_ratio=true)', 'prepare box { Rescaling(2, offset=-0.5) }'],
  ['center', 'Rescaling(1/255)', 'prepare box { SqrtSize }'],
];

test.each(cases)('a box[%s]: %s %s', async (format, steps, boxSteps) => {
  const text = specOf(format, steps, boxSteps);
  const spec = compileText(text).value.datas[0];
  if (spec === undefined) throw new Error('a data block is compiled');
  const { settle, finish } = preparation(spec.fields, spec.prepare, []);
  const [x0, y0, x1, y1] = corners;
  const prepared = finish(settle({ image: picture, label: 0, box: corners }));
  const given = format === 'corners' ? corners : [(x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0];
  const made = await generate(codeOf(text));
  const image = tf.tensor4d(Float32Array.from(picture.data), [1, picture.height, picture.width, 3]);
  const result: unknown = made.preprocess(image, tf.tensor2d([[...given]]));
  const found = (result instanceof tf.Tensor ? { image: result as tf.Tensor } : result) as Record<
    string,
    tf.Tensor
  >;
  for (const [index, { name }] of spec.fields.entries()) {
    const tensor = found[name];
    if (tensor === undefined) continue;
    const wanted = [...(prepared[index]?.values ?? [])];
    const values = [...tensor.dataSync()];
    expect(values.length).toBe(wanted.length);
    const scale = Math.max(1, ...wanted.map(Math.abs));
    expect(
      Math.max(...values.map((value, at) => Math.abs(value - (wanted[at] ?? NaN)))) / scale,
    ).toBeLessThan(1e-5);
  }
  expect(Object.keys(found)).toContain('image');
});
