import type { Value } from '../../ir/ir.ts';
import type { Decomposition } from './decomposition.ts';

/** Transposed operands written out. */
export const matmul: Decomposition<'matmul'> = (build, op) => {
  const [a, b] = op.inputs as readonly [Value, Value];
  const { transposeA, transposeB } = op.attributes;
  if (!transposeA && !transposeB) throw new RangeError('a plain matrix product has no decomposition');
  const plain = (value: Value, turned: boolean): Value =>
    turned ? build.op('transpose', [value], { permutation: [1, 0] }) : value;
  return [
    build.op('matmul', [plain(a, transposeA), plain(b, transposeB)], {
      transposeA: false,
      transposeB: false,
    }),
  ];
};
