import { expect, it } from 'vitest';
import { compileText } from '../../support/compile-text.ts';

const compiled = (format: string, loss: string) =>
  compileText(`import { GIoU } from "cnn:losses"
    model M { input image: float32[8, 8, 1]  Flatten  output box: Dense(4) }
    data D { source = shapes(60, size=8, classes=3)  field box: box[${format}]  prepare { Rescaling(1/255) } }
    train M on D { batch = 4  objective box { loss = ${loss} }  phase a { epochs = 1  optimizer = Adam } }`);

it.each([
  ['center', 'GIoU'],
  ['center', 'GIoU(box_format=center)'],
  ['corners', 'GIoU(corners)'],
  ['corners', '2 * GIoU(box_format=corners)'],
])('boxes by %s are read by %s', (format, loss) => {
  expect(compiled(format, loss).diagnostics).toEqual([]);
});

it.each([
  ['corners', 'GIoU', 'GIoU(box_format=corners)'],
  ['center', 'GIoU(box_format=corners)', 'center'],
  ['center', 'GIoU(corners)', 'center'],
])('boxes by %s are not read by %s', (format, loss, mended) => {
  const { diagnostics } = compiled(format, loss);
  expect(diagnostics.map(({ code }) => code)).toEqual(['CNN479']);
  expect(diagnostics[0]?.fix?.edits?.map(({ text }) => text)).toEqual([mended]);
});
