import sharp from 'sharp';
import { expect, test } from 'vitest';
import { MaskCounts } from '../../../runtime/evaluate/mask-figures.ts';
import { maskSection } from '../../../runtime/report/page/mask-section.ts';
import { maskOverlays } from '../../../runtime/report/mask-overlays.ts';
import { MaskGatherer } from '../../../runtime/report/mask-report.ts';
import type { EvaluatedReport } from '../../../runtime/report/report.ts';

const meaning = { kind: 'mask', classes: 2, activation: 'none' } as const;
const head = { name: 'mask', target: 'truth', metrics: [], meaning };

/** Two pictures of 1×3 pixels: of the first one pixel is wrong and one not labelled, of the second none is. */
const truth = [0, 1, 255, 0, 0, 1];
const predicted = [1, 1, 0, 0, 0, 1];

function gathered() {
  const gatherer = new MaskGatherer(head, meaning);
  gatherer.add({
    count: 2,
    indexes: [7, 8],
    predictions: new Map([
      [
        'mask',
        {
          dtype: 'float32' as const,
          shape: [2, 1, 3, 2],
          data: Float32Array.from(predicted.flatMap((label) => [1 - label, label])),
        },
      ],
    ]),
    targets: new Map([['truth', Float32Array.from(truth)]]),
    losses: new Map(),
  });
  return gatherer.report();
}

test('a report shows masks of the largest share of wrong pixels first, as labelled, predicted and wrong', async () => {
  const report = gathered();
  expect(report.first.map(({ index, wrong, labelled }) => [index, wrong, labelled])).toEqual([
    [7, 1, 2],
    [8, 0, 3],
  ]);
  expect(report.worst.map(({ index, mistakes }) => [index, [...mistakes]])).toEqual([[7, [1, 0, 0]]]);

  const shown = await maskOverlays(report);
  const alphas = async (uri: string): Promise<readonly number[]> => {
    const raw = await sharp(Buffer.from(uri.split(',')[1] ?? '', 'base64'))
      .raw()
      .toBuffer();
    return [3, 7, 11].map((place) => Math.sign(raw[place] ?? 0));
  };
  const [worst] = shown.worst;
  expect(await alphas(worst?.truth ?? '')).toEqual([0, 1, 0]);
  expect(await alphas(worst?.predicted ?? '')).toEqual([1, 1, 0]);
  expect(await alphas(worst?.mistakes ?? '')).toEqual([1, 0, 0]);

  const counts = new MaskCounts(2);
  counts.add(truth, predicted);
  const evaluated = {
    evaluation: { classes: ['hole'] },
    pictures: new Map([[7, 'data:,']]),
    names: new Map(),
  } as unknown as EvaluatedReport;
  const text = maskSection({ name: 'mask', ...shown }, counts.figures(), evaluated).content.text;
  expect(text).toContain('1 wrong (50.0 %) · example 7');
  expect(text).toContain('background taken for hole: 1');
  expect(text.replace(/\s+/g, '')).toContain('background</th><td>0.6667</td>');
});
