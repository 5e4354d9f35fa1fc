import type { OpNodeOf, Value } from '../../../../compiler/ir/ir.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import type { OpKind } from '../../../../compiler/ir/op-attributes.ts';

/** One of the op's inputs as it is, or its elements seen in another shape. */
export type Operand = number | { readonly input: number; readonly shape: readonly number[] };

/** What is given to `runKernel`: a kernel's name, which operand stands for which of its inputs, its attributes. */
export interface KernelCall {
  readonly kernel: string;
  readonly operands: Readonly<Record<string, Operand>> | readonly Operand[];
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** The shape in which the result is seen, where the kernel gives its elements in another. */
  readonly result?: readonly number[];
}

/** The kernel call that an op is, for a batch size; `composed`: the op is always taken apart before. */
export type KernelRow<K extends OpKind> = ((op: OpNodeOf<K>, batch: number) => KernelCall) | 'composed';

/** Rows for some of the ops. */
export type KernelRows<K extends OpKind> = { readonly [Kind in K]: KernelRow<Kind> };

/** The shape of one of the op's inputs for a batch size. */
export function inputShape(
  op: { readonly inputs: readonly Value[] },
  index: number,
  batch: number,
): number[] {
  const input = op.inputs[index];
  if (input === undefined) throw new RangeError(`there is no input ${index}`);
  return shapeAt(input.shape, batch);
}
