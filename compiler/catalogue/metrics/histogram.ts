import { fixed } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';

/** How many buckets share a row. */
const wide = 16;

/** The bucket of shares from 0 to 1 of so many equal ones, each without its lower bound; of 0 the first. */
export function bucketOf(build: Builder, share: Value, buckets: number): Value {
  const scaled = build.op('multiply', [share, build.constant(buckets)], {});
  // ⌈x⌉ − 1
  const raised = build.op('negate', [build.op('floor', [build.op('negate', [scaled], {})], {})], {});
  const before = build.op('subtract', [raised, build.constant(1)], {});
  return build.op('minimum', [build.op('relu', [before], {}), build.constant(buckets - 1)], {});
}

/**
 * The sums of weights over the positions of each bucket, for `readHistogram`. `bucket`: whole floats [positions]; `weights`:
 * of as many. A bucket is a row and a column, so that each position takes the memory of both and not of all buckets.
 */
export function histogram(build: Builder, bucket: Value, weights: readonly Value[], buckets: number): Value {
  const row = build.op('floor', [build.op('multiply', [bucket, build.constant(1 / wide)], {})], {});
  const column = build.op('subtract', [bucket, build.op('multiply', [row, build.constant(wide)], {})], {});
  const oneHot = (value: Value, depth: number): Value =>
    build.op('oneHot', [build.op('cast', [value], { dtype: 'int32' })], { depth });
  const rows = oneHot(row, rowsOf(buckets));
  const columns = oneHot(column, wide);
  const weighted = weights.map((weight) => {
    const [positions = fixed(1)] = weight.shape;
    const asColumn = build.op('reshape', [weight], { shape: [positions, fixed(1)] });
    return build.op('multiply', [columns, asColumn], {});
  });
  const sums = weighted.map((each) =>
    build.op('matmul', [rows, each], { transposeA: true, transposeB: false }),
  );
  return build.op('concat', sums, { axis: 0 });
}

const rowsOf = (buckets: number): number => Math.ceil(buckets / wide);

/** The sum of each weight in each bucket. */
export function readHistogram(sums: readonly number[], buckets: number): readonly (readonly number[])[] {
  const size = rowsOf(buckets) * wide;
  return Array.from({ length: Math.floor(sums.length / size) }, (_, weight) =>
    sums.slice(weight * size, weight * size + buckets),
  );
}
