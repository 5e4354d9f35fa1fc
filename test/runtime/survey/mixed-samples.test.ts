import { expect, test } from 'vitest';
import { openData } from '../../../runtime/data/open-data.ts';
import { drawSamples } from '../../../runtime/survey/draw-samples.ts';
import { compileText } from '../../support/compile-text.ts';

test('a mixed sample is told with the shares of its classes, and a share of nothing is left out', async () => {
  const { value } = compileText(`data Shapes {
    source = shapes(count=40, size=12, classes=3)
    field shape: class[3]
    prepare { Rescaling(1/255) }
    augment { MixUp(0.2) }
  }`);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  const samples = await drawSamples(await openData(spec, { base: '/' }), { count: 40, seed: 1 });
  const labels = samples.map(({ label }) => label);
  expect(labels.filter((label) => /^0\.\d\d \w+, 0\.\d\d \w+$/.test(label ?? '')).length).toBeGreaterThan(5);
  expect(labels.filter((label) => /^\w+$/.test(label ?? '')).length).toBeGreaterThan(5);
  expect(labels.join()).not.toMatch(/1\.00|0\.00/);
});
