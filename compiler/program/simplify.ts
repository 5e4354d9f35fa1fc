import type { OpNode, Program, Value } from './ir.ts';

/**
 * Removes what has no effect: ops whose outputs nothing needs, and ops that another op of the same stage has
 * already done. Every op is pure (randomness is fed), so both are safe.
 */
export function simplify(program: Program): Program {
  return removeDeadCode(mergeCommonSubexpressions(program));
}

/** Keeps the ops that outputs and updates depend on. */
function removeDeadCode(program: Program): Program {
  const needed = new Set<Value>([...program.outputs, ...program.updates].map(({ value }) => value));
  const ops = program.ops.toReversed().filter((op) => {
    if (!op.outputs.some((output) => needed.has(output))) return false;
    for (const input of op.inputs) needed.add(input);
    return true;
  });
  const moved = new Set(program.updates.map(({ variable }) => variable));
  return {
    ...program,
    inputs: program.inputs.filter(({ value }) => needed.has(value)),
    variables: program.variables.filter(({ variable, value }) => needed.has(value) || moved.has(variable)),
    ops: ops.reverse(),
  };
}

/** Lets later ops use the result of an equal earlier one of their stage. */
function mergeCommonSubexpressions(program: Program): Program {
  const replacement = new Map<Value, Value>();
  const current = (value: Value): Value => replacement.get(value) ?? value;
  const seen = new Map<string, OpNode>();
  const ops: OpNode[] = [];
  for (const op of program.ops) {
    const inputs = op.inputs.map(current);
    // Updates are most of a program and have nothing in common: each is of another weight.
    if (op.stage === 'update' && op.inputs.every((input, index) => input === inputs[index])) {
      ops.push(op);
      continue;
    }
    const key = `${op.kind} ${op.stage} ${inputs.map(({ id }) => id).join()} ${attributesKey(op)}`;
    const earlier = seen.get(key);
    if (earlier === undefined) {
      const kept = inputs.every((input, index) => input === op.inputs[index])
        ? op
        : ({ ...op, inputs } as OpNode);
      seen.set(key, kept);
      ops.push(kept);
    } else {
      op.outputs.forEach((output, index) => replacement.set(output, earlier.outputs[index] ?? output));
    }
  }
  return {
    ...program,
    ops,
    outputs: program.outputs.map(({ name, value }) => ({ name, value: current(value) })),
    updates: program.updates.map(({ variable, value }) => ({ variable, value: current(value) })),
  };
}

/** Distinct for distinct attributes; most ops have none. */
function attributesKey({ attributes }: OpNode): string {
  for (const name in attributes) if (name) return JSON.stringify(attributes, exactNumbers);
  return '';
}

/** Keeps apart the numbers that JSON would write alike: infinities, not-a-number and negative zero. */
const exactNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
    ? `number ${Object.is(value, -0) ? '-0' : value}`
    : value;
