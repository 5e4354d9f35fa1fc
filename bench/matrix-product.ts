import { Builder } from '../compiler/ops/builder.ts';
import type { Program, Variable } from '../compiler/ir/ir.ts';
import { zeros } from '../compiler/ir/initializer.ts';

const size = 2048;

/** Multiplications and additions of the product. */
export const productFlops = 2 * size ** 3;

/** One plain product of two square matrices: what a machine can do at best, against which a step is held. */
export function matrixProduct(): Program {
  const build = new Builder();
  const matrix = (name: string): Variable => ({
    name,
    role: 'weight',
    shape: [size, size],
    initializer: zeros,
    trainable: false,
  });
  const [a, b] = [build.read(matrix('a')), build.read(matrix('b'))];
  const product = build.op('matmul', [a, b], { transposeA: false, transposeB: false });
  build.output('sum', build.op('reduceSum', [product], { axes: [0, 1], keepDims: false }));
  return build.finish('predict');
}
