import { elements, fixed } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { numbersOfPoint } from '../fields/field-type.ts';
import { maybeSame } from '../../sizes/open-shape.ts';
import { columns } from '../steps/box-encoding.ts';
import { formatSizes } from '../layers/input-shape.ts';
import { ratio } from './class-counts.ts';
import { defineMetric, type Judged, type MetricContext, type Misfit } from './define-metric.ts';

/** Why an output gives no x and y of each point, where it does not. */
function notPoints({ shape, target: { name, type } }: Judged): Misfit | undefined {
  if (type.kind !== 'keypoints') return { why: `\`${name}\` is no list of points` };
  const { points } = type;
  return maybeSame(shape, [points, 2]) || maybeSame(shape, [2 * points])
    ? undefined
    : { why: `it is ${formatSizes(shape)}, but \`${name}\` has ${points} points, [${points}, 2]` };
}

export const keypointDistance = defineMetric({
  kind: 'keypoint_distance',
  aliases: ['KeypointDistance'],
  elsewhere: 'mean_distance landmark_error mpjpe nme pixel_error',
  doc: 'How far points are from where they were marked, in fractions of the picture: the mean over all that can be seen.',
  params: {},
  ofPoints: true,
  misfit: notPoints,
  target: (_prediction, lossTarget) => lossTarget,
  statistics(context) {
    const { build } = context;
    const { distances, visible } = distancesOf(context);
    return build.op(
      'concat',
      [distances, visible].map((value) => sumOf(build, value)),
      { axis: 0 },
    );
  },
  result: ([distance = 0, visible = 0]) => ratio(distance, visible),
});

/** How far each point is off, 0 of one that cannot be seen, and which can: a column each. */
function distancesOf({ build, target, prediction }: MetricContext): {
  readonly distances: Value;
  readonly visible: Value;
} {
  const count = elements(target.shape.slice(0, -1));
  const rows = build.op('reshape', [target], { shape: [count, fixed(numbersOfPoint)] });
  const found = build.op('reshape', [prediction], { shape: [count, fixed(2)] });
  const visible = columns(build, rows, 2, 1);
  const square = build.op('square', [build.op('subtract', [found, columns(build, rows, 0)], {})], {});
  const squares = build.op('reduceSum', [square], { axes: [1], keepDims: true });
  return { distances: build.op('multiply', [build.op('sqrt', [squares], {}), visible], {}), visible };
}

const sumOf = (build: Builder, value: Value): Value =>
  build.op('reduceSum', [value], { axes: [0], keepDims: false });
