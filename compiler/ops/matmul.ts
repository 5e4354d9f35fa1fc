import { fixed, formatShape, product, sameExtent } from '../ir/extent.ts';
import { defineOp } from './define-op.ts';
import { bothInputs, ofRank } from './inputs.ts';

export const matmul = defineOp({
  kind: 'matmul',
  doc: 'the product of two matrices, either transposed first',
  infer(inputs, { transposeA, transposeB }) {
    const [a, b] = bothInputs('matmul', inputs);
    const [a0, a1] = ofRank('matmul', a, 2);
    const [b0, b1] = ofRank('matmul', b, 2);
    const [rows, inner] = transposeA ? [a1, a0] : [a0, a1];
    const [inner2, columns] = transposeB ? [b1, b0] : [b0, b1];
    if (!rows || !inner || !inner2 || !columns || !sameExtent(inner, inner2)) {
      throw new RangeError(`matmul: ${formatShape(a.shape)} by ${formatShape(b.shape)}`);
    }
    return [{ shape: [rows, columns], dtype: 'float32' }];
  },
  macs(inputs, [y], { transposeA }) {
    const inner = inputs[0]?.shape[transposeA ? 0 : 1] ?? fixed(0);
    const [rows, columns] = y?.shape ?? [];
    return product(product(rows ?? fixed(0), columns ?? fixed(0)), inner);
  },
  gradient({ op, build, wants, outputGradients: [dy] }) {
    const [a, b] = op.inputs;
    const { transposeA, transposeB } = op.attributes;
    if (!dy || !a || !b) return [];
    // C = A B: dA = dC Bᵀ, dB = Aᵀ dC; a transposed operand's gradient is the transpose.
    const product = (x: typeof a, transposeX: boolean, y: typeof a, transposeY: boolean) =>
      build.op('matmul', [x, y], { transposeA: transposeX, transposeB: transposeY });
    return [
      wants(0)
        ? transposeA
          ? product(b, transposeB, dy, true)
          : product(dy, false, b, !transposeB)
        : undefined,
      wants(1)
        ? transposeB
          ? product(dy, true, a, transposeA)
          : product(a, !transposeA, dy, false)
        : undefined,
    ];
  },
});
