import type { OpKind } from '../../../../compiler/ops/op-attributes.ts';
import type { KernelRow } from './kernel-call.ts';

/** Rows in which the cpu backend differs. */
export const cpuRows: { readonly [K in OpKind]?: KernelRow<K> } = {
  cast: ({ attributes: { dtype } }) => ({ kernel: 'CnncCast', operands: { x: 0 }, attributes: { dtype } }),
};
