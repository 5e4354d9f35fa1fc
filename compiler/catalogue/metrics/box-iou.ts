import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { BoxFormat } from '../fields/field-type.ts';
import { columns, decodeBox, isReversible } from '../steps/box-encoding.ts';
import { defineMetric, likePrediction, sizesDiffer } from './define-metric.ts';

export const boxIou = defineMetric({
  kind: 'box_iou',
  aliases: ['BoxIoU'],
  doc: 'Intersection over union of boxes, as Keras’s `compute_iou` has it; what `prepare` makes of a box is undone first.',
  params: {},
  readsBoxes: true,
  misfit(judged) {
    const { name, type } = judged.target;
    if (type.kind !== 'box') return { why: `\`${name}\` is not a box` };
    if (!isReversible(judged.encoding)) return { why: `\`prepare ${name}\` makes all boxes alike` };
    return sizesDiffer(judged);
  },
  target: likePrediction,
  lower({ build, target, prediction, box }) {
    const { format = 'center', encoding = [] } = box ?? {};
    const decoded = (value: Value): Value => decodeBox(build, value, encoding);
    return intersectionOverUnion(build, decoded(target), decoded(prediction), format);
  },
});

/**
 * Intersection over union of boxes [B, 4], as Keras's `compute_iou`: [B, 1]. A box of negative width or height is
 * empty; of two empty boxes it is 0.
 */
function intersectionOverUnion(build: Builder, target: Value, prediction: Value, format: BoxFormat): Value {
  const [a, b] = [edges(build, target, format), edges(build, prediction, format)];
  const low = build.op('maximum', [a.low, b.low], {});
  const high = build.op('minimum', [a.high, b.high], {});
  const shared = areaBetween(build, low, high);
  const both = build.op('add', [areaBetween(build, a.low, a.high), areaBetween(build, b.low, b.high)], {});
  const union = build.op('subtract', [both, shared], {});
  return build.op('divide', [shared, build.op('maximum', [union, build.constant(smallest)], {})], {});
}

/** Keeps the quotient of two empty boxes a number. */
const smallest = 1e-7;

/** Left and top, right and bottom: [B, 2] each. */
function edges(build: Builder, box: Value, format: BoxFormat): { readonly low: Value; readonly high: Value } {
  const [first, second] = [columns(build, box, 0), columns(build, box, 2)];
  if (format === 'corners') return { low: first, high: second };
  const half = build.op('multiply', [second, build.constant(0.5)], {});
  return { low: build.op('subtract', [first, half], {}), high: build.op('add', [first, half], {}) };
}

function areaBetween(build: Builder, low: Value, high: Value): Value {
  const sides = build.op('relu', [build.op('subtract', [high, low], {})], {});
  return build.op('multiply', [columns(build, sides, 0, 1), columns(build, sides, 1, 1)], {});
}
