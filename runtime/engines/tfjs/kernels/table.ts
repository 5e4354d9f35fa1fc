import type { OpKind } from '../../../../compiler/ir/op-attributes.ts';
import type { OpNode } from '../../../../compiler/ir/ir.ts';
import { convolutions } from './convolutions.ts';
import { cpuRows } from './cpu-rows.ts';
import { elementwise } from './elementwise.ts';
import type { KernelCall, KernelRow, KernelRows } from './kernel-call.ts';
import { pooling } from './pooling.ts';
import { reductions } from './reductions.ts';
import { shapes } from './shapes.ts';
import { wasmRows } from './wasm-rows.ts';

/** The backends of tfjs that run programs. */
export type TfjsBackend = 'cpu' | 'wasm';

/** The library's own kernels. */
export const sharedRows: KernelRows<OpKind> = {
  ...elementwise,
  ...shapes,
  ...reductions,
  ...convolutions,
  ...pooling,
};

/** The kernel of every op on each backend. */
export const kernelTables: Readonly<Record<TfjsBackend, KernelRows<OpKind>>> = {
  cpu: { ...sharedRows, ...cpuRows },
  wasm: { ...sharedRows, ...wasmRows },
};

/** The one kernel call that an op is; throws a RangeError for an op that should have been taken apart. */
export function kernelCall(op: OpNode, backend: TfjsBackend, batch: number): KernelCall {
  const row = kernelTables[backend][op.kind] as KernelRow<OpKind>;
  if (row === 'composed') throw new RangeError(`${op.kind} has no kernel`);
  return row(op, batch);
}
