import { expect, it } from 'vitest';
import { plainPalette } from '../../compiler/diagnostics/palette.ts';
import { closingTable } from '../../cli/run/closing-table.ts';
import { Screen } from '../../cli/run/screen.ts';

const names = [
  'loss',
  'shape_loss',
  'box_loss',
  'shape_accuracy',
  'shape_top_5_accuracy',
  'box_mae',
  'box_iou',
];
const measures = Object.fromEntries(
  ['', 'val_'].flatMap((prefix) => names.map((name, index) => [`${prefix}${name}`, 0.1234 * (index + 1)])),
);
const record = { phase: 'tune', epoch: 12, measures, images: 3000, seconds: 75, waited: 1 };

const summary = {
  ...{
    out: 'runs/two_heads-1',
    train: 'two_heads',
    engine: 'onnx',
    epochs: 12,
    imagesPerSecond: 40,
    seconds: 75,
  },
  ...{ dataWait: 1, peakBytes: 52_500_000, foretoldProcessBytes: 208_000_000, processPeakBytes: 175_000_000 },
  ...{ skipped: 0, last: measures, test: measures },
};

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

it.each([80, 60, 100])(
  'the table of a run with two heads fits %i columns, and tells every measure',
  (width) => {
    const text = closingTable([record, { ...record, phase: 'head' }], summary, width);
    expect(widest(text)).toBeLessThanOrEqual(width);
    const heads = text.split(/[│\s·]+/);
    for (const name of [...Object.keys(measures), 'time', 'images/s']) expect(heads).toContain(name);
  },
);

it.each([80, 60])('the line after an epoch is folded to %i columns', (width) => {
  let text = '';
  const context = { err: (part: string) => (text += part), errIsTerminal: false, errPalette: plainPalette };
  new Screen({ ...context, width } as never).epoch(record, 12);
  expect(widest(text)).toBeLessThanOrEqual(width);
  for (const name of Object.keys(measures)) expect(text).toContain(` ${name} `);
  expect(text).toContain('40.0 images/s');
});
