import { expect, it } from 'vitest';
import { lowerMetric } from '../../../../compiler/catalogue/metrics/lower-metric.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { batched } from '../../../../compiler/ir/extent.ts';
import { cpu, otherEngines } from '../../../laws/engines.ts';
import { runOnce } from '../../../laws/run-op.ts';

type Box = readonly [number, number, number, number];

const engines = [
  cpu,
  ...otherEngines.filter(({ availability }) => availability.available).map(({ engine }) => engine),
];

const centred = ([left, top, right, bottom]: Box): Box => [
  (left + right) / 2,
  (top + bottom) / 2,
  right - left,
  bottom - top,
];

/** The mean over the examples, on every engine that is here. */
async function iou(
  format: 'center' | 'corners',
  target: readonly Box[],
  prediction: readonly Box[],
): Promise<number[]> {
  const build = new Builder();
  const [a, b] = ['target', 'prediction'].map((name) =>
    build.input(name, { shape: batched([4]), dtype: 'float32' }, { kind: 'input', key: name }),
  );
  build.output(
    'iou',
    lowerMetric(
      build,
      { name: 'box_iou', kind: 'box_iou', params: {}, box: { format, encoding: [] } },
      { target: a!, prediction: b! },
    ),
  );
  const program = build.finish('predict');
  const tensor = (boxes: readonly Box[]) =>
    ({ dtype: 'float32', shape: [boxes.length, 4], data: Float32Array.from(boxes.flat()) }) as const;
  const feed = new Map([
    ['target', tensor(target)],
    ['prediction', tensor(prediction)],
  ]);
  const found: number[] = [];
  for (const engine of engines) {
    const outputs = await runOnce(engine, program, target.length, feed);
    found.push(outputs.get('iou')?.data[0] ?? NaN);
  }
  return found;
}

/** Figures of Keras 3.15's `keras.utils.bounding_boxes.compute_iou`; the last two are empty boxes. */
const cases: readonly (readonly [Box, Box, number])[] = [
  [[0.1, 0.2, 0.5, 0.6], [0.2, 0.1, 0.4, 0.7], 0.4],
  [[0, 0, 1, 1], [0.25, 0.25, 0.75, 0.75], 0.25],
  [[0.1, 0.1, 0.2, 0.2], [0.3, 0.3, 0.4, 0.4], 0],
  [[0.5, 0.5, 0.7, 0.9], [0.5, 0.5, 0.7, 0.9], 1],
  [[0.5, 0.5, 0.7, 0.9], [0.6, 0.6, 0.4, 0.3], 0],
  [[0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5], 0],
];

it.each(cases)('of %j and %j is %d', async (target, prediction, expected) => {
  for (const value of await iou('corners', [target], [prediction])) expect(value).toBeCloseTo(expected, 5);
  for (const value of await iou('center', [centred(target)], [centred(prediction)])) {
    expect(value).toBeCloseTo(expected, 5);
  }
});

it('is averaged over the examples', async () => {
  const [targets, predictions] = [cases.map(([target]) => target), cases.map(([, prediction]) => prediction)];
  for (const value of await iou('corners', targets, predictions)) expect(value).toBeCloseTo(1.65 / 6, 5);
});
