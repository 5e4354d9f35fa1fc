import type { OpKind } from '../../ir/op-attributes.ts';
import type { OpNode, Value } from '../../ir/ir.ts';

/** The value that each name of a pattern stands for. */
export type Bindings = Map<string, Value>;

/** Whether a value has a form; binds names as it goes. What a failed match has bound is of no use. */
export type Pattern = (value: Value, producers: ReadonlyMap<Value, OpNode>, bound: Bindings) => boolean;

/** Any value; the same one wherever the name stands. */
export const named =
  (name: string): Pattern =>
  (value, _, bound) => {
    const known = bound.get(name);
    if (known === undefined) bound.set(name, value);
    return known === undefined || known === value;
  };

/** What an op gives for operands of these forms, in this order. */
export const made =
  (kind: OpKind, ...operands: readonly Pattern[]): Pattern =>
  (value, producers, bound) => {
    const op = producers.get(value);
    if (op?.kind !== kind || op.inputs.length !== operands.length) return false;
    return operands.every((operand, index) => {
      const input = op.inputs[index];
      return input !== undefined && operand(input, producers, bound);
    });
  };
