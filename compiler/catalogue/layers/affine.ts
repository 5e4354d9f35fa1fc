import type { Shape } from '../../sizes/shape.ts';
import type { Initializer } from '../../ir/initializer.ts';
import type { Value } from '../../ir/ir.ts';
import { fixedShape } from '../../ir/extent.ts';
import type { Size } from '../../sizes/size.ts';
import type { LowerContext, Weight } from './define-layer.ts';

interface AffineParams {
  readonly center: boolean;
  readonly scale: boolean;
  readonly beta_initializer: Initializer;
  readonly gamma_initializer: Initializer;
}

/** gamma and beta of a shape, where they are wanted. */
export function affineWeights(params: AffineParams, shape: Shape): readonly Weight<Size>[] {
  const gamma = { name: 'gamma', shape, initializer: params.gamma_initializer, trainable: true };
  const beta = { name: 'beta', shape, initializer: params.beta_initializer, trainable: true };
  return [...(params.scale ? [gamma] : []), ...(params.center ? [beta] : [])];
}

/** x · gamma + beta, seen in a shape that broadcasts to x's without the batch. */
export function applyAffine(
  context: LowerContext,
  params: AffineParams,
  x: Value,
  shape: readonly number[],
): Value {
  const { build } = context;
  const seen = (name: string): Value =>
    build.op('reshape', [context.weight(name)], { shape: fixedShape(shape) });
  const scaled = params.scale ? build.op('multiply', [x, seen('gamma')], {}) : x;
  return params.center ? build.op('add', [scaled, seen('beta')], {}) : scaled;
}
