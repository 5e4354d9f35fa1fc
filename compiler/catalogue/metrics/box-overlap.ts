import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { BoxFormat } from '../fields/field-type.ts';
import { columns, decodeBox, isReversible } from '../steps/box-encoding.ts';
import { type Judged, type MetricContext, type Misfit, sizesDiffer } from './define-metric.ts';

/** Why boxes cannot be laid over one another, where they cannot. */
export function notBoxes(judged: Judged): Misfit | undefined {
  const { name, type } = judged.target;
  if (type.kind !== 'box') return { why: `\`${name}\` is not a box` };
  if (!isReversible(judged.encoding)) return { why: `\`prepare ${name}\` makes all boxes alike` };
  return sizesDiffer(judged);
}

/** Of pairs of boxes the areas that they share, cover, and would fill with one box around both: [B, 1] each. */
export interface Overlap {
  readonly shared: Value;
  readonly union: Value;
  readonly around: Value;
}

/** Of boxes [B, 4], what `prepare` made of them undone. A box of negative width or height is empty. */
export function overlap({ build, target, prediction, box }: MetricContext): Overlap {
  const { format = 'center', encoding = [] } = box ?? {};
  const [a, b] = [target, prediction].map((value) => edges(build, decodeBox(build, value, encoding), format));
  if (a === undefined || b === undefined) throw new RangeError('there are two boxes');
  const least = (x: Value, y: Value): Value => build.op('minimum', [x, y], {});
  const most = (x: Value, y: Value): Value => build.op('maximum', [x, y], {});
  const shared = areaBetween(build, most(a.low, b.low), least(a.high, b.high));
  const both = build.op('add', [areaBetween(build, a.low, a.high), areaBetween(build, b.low, b.high)], {});
  return {
    shared,
    union: build.op('subtract', [both, shared], {}),
    around: areaBetween(build, least(a.low, b.low), most(a.high, b.high)),
  };
}

/** A share of an area, which may be nothing: then 0. */
export const shareOf = (build: Builder, part: Value, area: Value): Value =>
  build.op('divide', [part, build.op('maximum', [area, build.constant(smallest)], {})], {});

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
