import type { Value, Variable } from '../../ir/ir.ts';
import type { EmitContext } from './emit-context.ts';
import type { FusedUpdate } from './find-fused-updates.ts';

const T = { type: 'float32' } as const;

/** What updates need to know of variables. */
export interface Handles {
  readonly handle: (variable: Variable) => string;
  /** The node that reads a variable at the beginning, where one does. */
  readonly read: (variable: Variable) => string | undefined;
}

/**
 * Moves a variable and its slots in place: gives the node that does. It waits for what else reads the old value in the
 * backward pass, since it would have to copy it otherwise.
 */
export function emitFused(
  { operator, nesterov, variables, operands }: FusedUpdate,
  to: EmitContext,
  handles: Handles,
): string {
  const values = operands.map((operand) =>
    typeof operand === 'number' ? to.graph.scalar(operand) : to.of(operand),
  );
  const reads = variables.flatMap((variable) => handles.read(variable) ?? []);
  const users = reads.flatMap((read) => [...(to.lateUsers.get(read) ?? [])]);
  const before = [...new Set([...reads, ...users])].map((name) => `^${name}`);
  const attributes = nesterov ? { T, use_nesterov: true } : { T };
  return to.node(operator, [...variables.map(handles.handle), ...values, ...before], attributes);
}

/** Gives a variable its new value, once the old one has been read. */
export function emitAssign(variable: Variable, value: Value, to: EmitContext, handles: Handles): string {
  const read = handles.read(variable);
  const inputs = [handles.handle(variable), to.of(value), ...(read === undefined ? [] : [`^${read}`])];
  return to.node('AssignVariableOp', inputs, { dtype: T });
}
