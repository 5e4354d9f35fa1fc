import type { OpAttributes } from '../../../../compiler/ir/op-attributes.ts';
import { SimdKernels } from '../simd/simd-kernels.ts';
import { tileColumns } from '../simd/tile.ts';
import { parts } from './parts.ts';
import { addressOf, blank, wasmKernel } from './wasm-kernel.ts';

/** a · b, either of them turned; the panels of columns in threads. */
export const matrixProduct = wasmKernel('CnncMatrixProduct', ({ backend, input, attributes }) => {
  const [a, b] = [input('a'), input('b')];
  const { transposeA, transposeB } = attributes as unknown as OpAttributes['matmul'];
  const [aRow = 0, aColumn = 0] = a.shape;
  const [bRow = 0, bColumn = 0] = b.shape;
  const [rows, depth] = transposeA ? [aColumn, aRow] : [aRow, aColumn];
  const columns = transposeB ? bRow : bColumn;
  const c = blank(backend, [rows, columns]);
  const kernels = SimdKernels.of(backend);
  const from = { a: addressOf(backend, a), b: addressOf(backend, b), c: addressOf(backend, c) };
  const shared = {
    ...{ aStride: 4 * aColumn, aTurned: transposeA ? 1 : 0 },
    ...{ bStride: 4 * bColumn, bTurned: transposeB ? 1 : 0 },
    ...{ cStride: 4 * columns, rows, depth },
  };
  const each = Math.ceil(columns / tileColumns / kernels.threads / tasksEach) * tileColumns;
  kernels.run(
    parts(columns, each).map(([first, end]) =>
      kernels.task('matrixProduct', {
        ...shared,
        a: from.a,
        b: from.b + 4 * first * (transposeB ? bColumn : 1),
        c: from.c + 4 * first,
        columns: end - first,
      }),
    ),
  );
  return c;
});

/** Tasks for each thread, so that one that is slow holds up the others less. */
const tasksEach = 2;
