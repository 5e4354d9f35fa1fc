import type { OpKind } from '../../../../compiler/ops/op-attributes.ts';
import type { OpNode } from '../../../../compiler/program/ir.ts';
import { convolutions } from './convolutions.ts';
import { elementwise } from './elementwise.ts';
import type { KernelCall, KernelRow, KernelRows } from './kernel-call.ts';
import { pooling } from './pooling.ts';
import { reductions } from './reductions.ts';
import { shapes } from './shapes.ts';

/** The kernel of every op. */
export const kernelTable: KernelRows<OpKind> = {
  ...elementwise,
  ...shapes,
  ...reductions,
  ...convolutions,
  ...pooling,
};

/** The one kernel call that an op is; throws a RangeError for an op that should have been taken apart. */
export function kernelCall<K extends OpKind>(op: OpNode & { readonly kind: K }, batch: number): KernelCall {
  const row = kernelTable[op.kind] as KernelRow<OpKind>;
  if (row === 'composed') throw new RangeError(`${op.kind} has no kernel`);
  return row(op as never, batch);
}
