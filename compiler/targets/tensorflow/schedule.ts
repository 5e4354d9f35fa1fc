import type { OpNode, Program, Value, Variable } from '../../ir/ir.ts';
import type { FusedUpdate } from './find-fused-updates.ts';
import { liveOps } from './live-ops.ts';
import { isChannelSum } from './reductions.ts';

/** One thing that a program does: ops that run as one, an update by an operator of its own, or a variable's new value. */
export type ScheduledStep =
  | { readonly kind: 'ops'; readonly ops: readonly OpNode[] }
  | { readonly kind: 'fused'; readonly update: FusedUpdate }
  | { readonly kind: 'assign'; readonly variable: Variable; readonly value: Value };

/**
 * What a program does, in order: its ops as they are written, and each update as soon as nothing that is still to come
 * uses what it takes or writes over, so that a gradient goes at once. A bias's gradient comes with its filter's: oneDNN
 * makes both in one.
 */
export function schedule(program: Program, fused: readonly FusedUpdate[]): readonly ScheduledStep[] {
  const groups = withBiasGradients(liveOps(program, fused));
  const lastUse = new Map<Value, number>();
  groups.forEach((ops, index) => {
    for (const { inputs, outputs } of ops)
      for (const value of [...outputs, ...inputs]) lastUse.set(value, index);
  });
  const reads = new Map(program.variables.map(({ variable, value }) => [variable, value]));
  const due = new Map<number, ScheduledStep[]>();
  for (const step of updatesOf(program, fused)) {
    const old = movedBy(step).flatMap((variable) => reads.get(variable) ?? []);
    const after = Math.max(-1, ...[...operandsOf(step), ...old].map((value) => lastUse.get(value) ?? -1));
    due.set(after, [...(due.get(after) ?? []), step]);
  }
  const then = (index: number): readonly ScheduledStep[] => due.get(index) ?? [];
  return [
    ...then(-1),
    ...groups.flatMap((ops, index): ScheduledStep[] => [{ kind: 'ops', ops }, ...then(index)]),
  ];
}

/** The values that a step takes. */
export function operandsOf(step: ScheduledStep): readonly Value[] {
  if (step.kind === 'ops') return step.ops.flatMap(({ inputs }) => inputs);
  if (step.kind === 'assign') return [step.value];
  return step.update.operands.filter((operand) => typeof operand !== 'number');
}

/** The variables that a step moves. */
export function movedBy(step: ScheduledStep): readonly Variable[] {
  if (step.kind === 'ops') return [];
  return step.kind === 'assign' ? [step.variable] : step.update.variables;
}

/** Ops one by one, but for a bias's gradient: it joins the filter's that is made of the same values, and what uses it follows. */
function withBiasGradients(ops: readonly OpNode[]): readonly (readonly OpNode[])[] {
  const filters = new Set(
    ops.filter(({ kind }) => kind === 'conv2dFilterGrad').map(({ inputs: [, dy] }) => dy),
  );
  const waiting = new Map<Value | undefined, OpNode[]>();
  /** What the values wait for that are not made yet. */
  const delayed = new Map<Value, Value | undefined>();
  return ops.flatMap((op) => {
    const [first, second] = op.inputs;
    const isBias = op.kind === 'reduceSum' && isChannelSum(op) && filters.delete(first);
    const cause = isBias
      ? first
      : op.inputs.map((value) => delayed.get(value)).find((dy) => dy !== undefined);
    if (cause !== undefined) {
      waiting.set(cause, [...(waiting.get(cause) ?? []), op]);
      for (const value of op.outputs) delayed.set(value, cause);
      return [];
    }
    if (op.kind !== 'conv2dFilterGrad') return [[op]];
    filters.delete(second);
    const [bias, ...users] = waiting.get(second) ?? [];
    for (const { outputs } of [bias, ...users].filter((each) => each !== undefined))
      for (const value of outputs) delayed.delete(value);
    return [bias === undefined ? [op] : [op, bias], ...users.map((user) => [user])];
  });
}

function updatesOf({ updates }: Program, fused: readonly FusedUpdate[]): readonly ScheduledStep[] {
  const done = new Set(fused.flatMap(({ variables }) => variables));
  const assigned = updates.filter(({ variable }) => !done.has(variable));
  return [
    ...fused.map((update): ScheduledStep => ({ kind: 'fused', update })),
    ...assigned.map(({ variable, value }): ScheduledStep => ({ kind: 'assign', variable, value })),
  ];
}
