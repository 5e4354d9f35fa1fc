import type { OpNode, Program, Value } from '../../ir/ir.ts';
import type { FusedUpdate } from './find-fused-updates.ts';

/** The ops of a program that are still needed where some of its updates are done by operators of their own. */
export function liveOps(program: Program, fused: readonly FusedUpdate[]): readonly OpNode[] {
  const done = new Set(fused.flatMap(({ variables }) => variables));
  const needed = new Set<Value>(program.outputs.map(({ value }) => value));
  for (const { variable, value } of program.updates) if (!done.has(variable)) needed.add(value);
  for (const { operands } of fused)
    for (const operand of operands) if (typeof operand !== 'number') needed.add(operand);
  const live = program.ops.toReversed().filter((op) => {
    if (!op.outputs.some((output) => needed.has(output))) return false;
    for (const input of op.inputs) needed.add(input);
    return true;
  });
  return live.reverse();
}
