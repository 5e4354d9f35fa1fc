import type { Builder } from '../builder.ts';
import { type OpNodeOf, type Value } from '../../ir/ir.ts';
import type { Pair } from '../../ir/op-attributes.ts';
import type { Decomposition } from './decomposition.ts';
import { lowest } from './max-pool2d.ts';
import { scatterTap } from './scatter-tap.ts';
import { grow, imageOf, sliceTap, tapsOf } from './spatial.ts';

/**
 * Tap by tap, row by row: where the tap's cell equals the maximum and no tap before took it, dy goes to that cell;
 * what overlapping windows give to a cell adds up.
 */
export const maxPool2dGrad: Decomposition<'maxPool2dGrad'> = (build, op) => {
  const [x, y, dy] = op.inputs as readonly [Value, Value, Value];
  const padded = grow(build, x, op.attributes.padding, lowest);
  let untaken: Value | undefined;
  let total: Value | undefined;
  for (const tap of tapsOf(op.attributes.poolSize)) {
    const equal = hits(build, op, padded, y, tap);
    const taken = untaken === undefined ? equal : build.op('multiply', [equal, untaken], {});
    untaken = untaken === undefined ? complement(build, equal) : build.op('subtract', [untaken, taken], {});
    const share = build.op('multiply', [dy, taken], {});
    const placed = scatterTap(build, share, tap, op.attributes, x);
    total = total === undefined ? placed : build.op('add', [total, placed], {});
  }
  if (total === undefined) throw new RangeError('a window has cells');
  return [total];
};

const complement = (build: Builder, x: Value): Value => build.op('subtract', [build.constant(1), x], {});

/** 1 where the tap's cell equals the window's maximum, else 0. */
function hits(build: Builder, op: OpNodeOf<'maxPool2dGrad'>, padded: Value, y: Value, tap: Pair): Value {
  const { height, width } = imageOf(y);
  const met = sliceTap(build, padded, tap, [height, width], op.attributes.strides);
  return build.op('cast', [build.op('equal', [met, y], {})], { dtype: 'float32' });
}
