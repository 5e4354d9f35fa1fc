import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { otherEngines } from '../laws/engines.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc, repositoryFile } from './run-cnnc.ts';

const onnx = otherEngines.find(({ engine: { name } }) => name === 'onnx');

// The whole example comes to a mean IoU of 0.9; a tenth of its training has to come to what a detector is judged by.
test.skipIf(onnx?.availability.available !== true)(
  'examples/locate_shapes.cnn finds the shapes after two of its 18 epochs',
  async () => {
    const folder = temporaryDirectory();
    const text = readFileSync(repositoryFile('examples/locate_shapes.cnn'), 'utf8');
    const short = text.replace('epochs = 12', 'epochs = 1').replace('epochs = 6', 'epochs = 1');
    const [file, run] = [join(folder, 'locate.cnn'), join(folder, 'run')];
    writeFileSync(file, short);
    expect((await cnnc(['run', file, '--out', run, '--engine', 'onnx'])).code).toBe(0);
    const { out } = await cnnc(['evaluate', run, '--json']);
    const { heads, detection } = JSON.parse(out) as {
      readonly heads: { readonly box: { readonly mean_iou: number } };
      readonly detection: Readonly<Record<string, number>>;
    };
    expect(heads.box.mean_iou).toBeGreaterThan(0.75);
    for (const figure of ['ap50', 'voc_2007', 'voc_2010'])
      expect(detection[figure], figure).toBeGreaterThan(0.9);
  },
);
