import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { plainPalette } from '../../compiler/diagnostics/palette.ts';
import { render, renderAll } from '../../compiler/diagnostics/render.ts';
import { pages } from '../../cli/explain/pages.ts';
import { renderPage } from '../../cli/explain/render-page.ts';
import { closingTable } from '../../cli/run/closing-table.ts';
import { cutParts, epochLines } from '../../cli/run/measures.ts';
import { Screen } from '../../cli/run/screen.ts';
import { summarize } from '../../cli/summary/summarize.ts';
import { summaryTables } from '../../cli/summary/tables.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { Source } from '../../grammar/source.ts';
import { repositoryFile } from './run-cnnc.ts';

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

const flower = repositoryFile('examples/flower_locator.cnn');

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
  for (const name of names) expect(text).toMatch(new RegExp(` ${name} [\\d.]+ \\(val [\\d.]+\\)`));
  expect(text).toContain('1 min 15 s');
});

it.each([
  [120, 'loss 1.3423 · accuracy 0.3483 · val_loss 1.2534 · val_accuracy 0.4167  4.5 s · 1,234 images/s'],
  [100, 'loss 1.3423 (val 1.2534) · accuracy 0.3483 (val 0.4167)  4.5 s · 1,234 images/s'],
  [80, 'loss 1.3423 (val 1.2534) · accuracy 0.3483 (val 0.4167)  4.5 s'],
])('what an epoch of one head came to is one line of %i columns', (width, line) => {
  const one = { loss: 1.3423, accuracy: 0.3483, val_loss: 1.2534, val_accuracy: 0.4167 };
  const { lines, end } = epochLines(one, '4.5 s', '1,234', width - 'epoch 3/12'.length - 4);
  expect([...lines, end].join('  ')).toContain(line);
  expect(lines).toHaveLength(1);
});

it('parts that do not fit leave a sign', () => {
  expect(cutParts(['3.4 s left', 'loss 1.4283', 'accuracy 0.1992', '1,234 images/s'], 46)).toBe(
    '3.4 s left · loss 1.4283 · accuracy 0.1992 …',
  );
});

describe.each([80, 60])('in a terminal of %i columns', (width) => {
  it('the tables of a summary fit, and tell everything', () => {
    const { value } = compile(new Source('flower.cnn', readFileSync(flower, 'utf8')));
    const text = summaryTables(summarize(value), { palette: plainPalette, width }, true);
    expect(widest(text)).toBeLessThanOrEqual(width);
    for (const word of ['base.block14_sepconv2', '3,159,552', '154,818,048', '401 kB', '8 GiB', '16,490,681'])
      expect(text).toContain(word);
  });
});

const narrow = `block Unit(filters, strides = 1) {
  shortcut: Identity
  Conv2D(filters, 3, strides=strides, padding=same, use_bias=false, kernel_initializer=he_normal)
  Add(with=shortcut)
}
model Net {
  input image: float32[64, 64, 3]
  Conv2D(64, kernel=7, activation=Relu)
  MaxPool2D
  for (filters, units) in [(64, 2), (128, 2)] as stage { Unit(filters, strides=2) }
}
model Other {
  input image: float32[64, 64, 64]
  for (filters, units) in [(64, 2), (128, 2)] as stage { Unit(filters, strides=2) }
  output label: Dense(10, activation=softmax)  output other: Dense(10, activation=softmax, use_bia=false)
}`;

describe('messages', () => {
  const { diagnostics } = compile(new Source('a/rather/long/path/net.cnn', narrow));

  it.each([80, 60, 44])('are folded to %i columns, and say all that they say in the open', (width) => {
    const open = renderAll(diagnostics);
    const folded = renderAll(diagnostics, plainPalette, width);
    expect(diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(['CNN107', 'CNN203']));
    expect(widest(open)).toBeGreaterThan(100);
    expect(widest(folded)).toBeLessThanOrEqual(width);
    for (const { notes = [], fix, message } of diagnostics) {
      for (const text of [...notes, fix?.title ?? '', message])
        expect(folded.replaceAll(/\s+/g, ' ')).toContain(text.replaceAll(/\s+/g, ' '));
    }
  });

  it('keep their mark under what it marks, and their label beside it or below', () => {
    expect(render(diagnostics.find(({ code }) => code === 'CNN203') as Diagnostic, plainPalette, 60))
      .toMatchInlineSnapshot(`
      "error[CNN203]: \`Add\` inputs differ in height and width
        ┌─ a/rather/long/path/net.cnn:4:3
        │
       4│   Add(with=shortcut)
        │   ^^^^^^^^^^^^^^^^^^ [32, 32, 64] + [64, 64, 64]
        │
       2│   shortcut: Identity
        │     shortcut is [64, 64, 64]
       3│   Conv2D(filters, 3, strides=strides, padding=same, use…
        │     strides=2 makes [64, 64, 64] into [32, 32, 64]
        = in: Other › stage 0 › Unit(64, strides=2)
        = fix: project \`shortcut\` aside, in place of this: \`main:
               Identity  from shortcut  Conv2D(64, kernel_size=1,
               strides=2)  Add(with=main)\`"
    `);
  });

  it.each([80, 60])('at length are folded to %i columns', (width) => {
    for (const page of pages) {
      const text = renderPage(page, plainPalette, width);
      const paragraphs = text.split('\n').filter((line) => !line.startsWith('    '));
      expect(widest(paragraphs.slice(1).join('\n')), page.code).toBeLessThanOrEqual(width);
    }
  });
});
