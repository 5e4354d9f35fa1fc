import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';

export const lastAxis = (value: Value): number => value.shape.length - 1;

export const toFloat = (build: Builder, value: Value): Value =>
  build.op('cast', [value], { dtype: 'float32' });

/** The class of the largest value on the last axis. */
export const classOf = (build: Builder, value: Value): Value =>
  build.op('argMax', [value], { axis: lastAxis(value) });

/** The mean over the last axis. */
export const meanOver = (build: Builder, each: Value): Value =>
  build.op('reduceMean', [each], { axes: [lastAxis(each)], keepDims: false });
