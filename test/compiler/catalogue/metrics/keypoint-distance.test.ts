import { expect, it } from 'vitest';
import { lowerMetric, resultOf } from '../../../../compiler/catalogue/metrics/lower-metric.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { batched } from '../../../../compiler/ir/extent.ts';
import { cpu } from '../../../laws/engines.ts';
import { runOnce } from '../../../laws/run-op.ts';

const metric = { name: 'keypoint_distance', kind: 'keypoint_distance', params: {} } as const;

/** Of two points an example, of which those that can be seen are 0.5 and 0.1 off. */
const target = [0.1, 0.2, 1, 0, 0, 0, 0.5, 0.5, 1, 0, 0, 0];
const prediction = [0.4, 0.6, 9, 9, 0.5, 0.6, 7, 7];

it.each([[[2, 2]], [[4]]])('is the mean over the points that can be seen, of a head of %j', async (shape) => {
  const build = new Builder();
  const input = (name: string, sizes: readonly number[]) =>
    build.input(name, { shape: batched(sizes), dtype: 'float32' }, { kind: 'input', key: name });
  const compared = { target: input('target', [2, 3]), prediction: input('prediction', shape) };
  build.output('sums', lowerMetric(build, metric, compared));
  const tensor = (sizes: readonly number[], data: readonly number[]) =>
    ({ dtype: 'float32', shape: [2, ...sizes], data: Float32Array.from(data) }) as const;
  const feed = new Map([
    ['target', tensor([2, 3], target)],
    ['prediction', tensor(shape, prediction)],
  ]);
  const outputs = await runOnce(cpu, build.finish('predict'), 2, feed);
  const sums = [...(outputs.get('sums')?.data ?? [])];
  expect(resultOf(metric)?.(sums, 2)).toBeCloseTo(0.3, 5);
});
