import type { OpNode, Program, Value } from '../ir/ir.ts';
import { ValueSet } from '../ir/value-set.ts';

/**
 * Removes what has no effect: ops whose outputs nothing needs, and ops that another op of the same stage has
 * already done. Every op is pure (randomness is fed), so both are safe.
 */
export function simplify(program: Program): Program {
  return removeDeadCode(mergeCommonSubexpressions(program));
}

/** Keeps the ops that outputs and updates depend on. */
function removeDeadCode(program: Program): Program {
  const needed = new ValueSet(program.idLimit);
  for (const { value } of program.outputs) needed.add(value);
  for (const { value } of program.updates) needed.add(value);
  const isNeeded = (value: Value): boolean => needed.has(value);
  const ops: OpNode[] = [];
  for (let index = program.ops.length - 1; index >= 0; index--) {
    const op = program.ops[index];
    if (op?.outputs.some(isNeeded) !== true) continue;
    for (const input of op.inputs) needed.add(input);
    ops.push(op);
  }
  const moved = new Set(program.updates.map(({ variable }) => variable));
  return {
    ...program,
    inputs: program.inputs.filter(({ value }) => isNeeded(value)),
    variables: program.variables.filter(({ variable, value }) => isNeeded(value) || moved.has(variable)),
    ops: ops.reverse(),
  };
}

/** Lets later ops use the result of an equal earlier one of their stage. */
function mergeCommonSubexpressions(program: Program): Program {
  const replacement = new Map<Value, Value>();
  const current = (value: Value): Value => replacement.get(value) ?? value;
  const isCurrent = (value: Value): boolean => !replacement.has(value);
  const seen = new SeenOps(program.idLimit);
  const ops: OpNode[] = [];
  for (const op of program.ops) {
    const changed = op.inputs.every(isCurrent) ? op : ({ ...op, inputs: op.inputs.map(current) } as OpNode);
    // Updates are most of a program and have nothing in common: each is of another weight.
    const earlier = op.stage === 'update' && changed === op ? undefined : seen.findOrAdd(changed);
    if (earlier === undefined) ops.push(changed);
    else op.outputs.forEach((output, index) => replacement.set(output, earlier.outputs[index] ?? output));
  }
  return {
    ...program,
    ops,
    outputs: program.outputs.map(({ name, value }) => ({ name, value: current(value) })),
    updates: program.updates.map(({ variable, value }) => ({ variable, value: current(value) })),
  };
}

/** Ops by their latest input, which few ops have in common. */
class SeenOps {
  readonly #byInput: (OpNode[] | undefined)[];
  readonly #withoutInput = new Map<string, OpNode>();

  constructor(idLimit: number) {
    this.#byInput = new Array<OpNode[] | undefined>(idLimit);
  }

  /** An op that does the same in the same stage; without one, `op` is what later ones are compared with. */
  findOrAdd(op: OpNode): OpNode | undefined {
    const latest = op.inputs.reduce((most, { id }) => Math.max(most, id), -1);
    if (latest < 0) return this.#findConstant(op);
    const known = (this.#byInput[latest] ??= []);
    const same = known.find((other) => doSame(op, other));
    if (same === undefined) known.push(op);
    return same;
  }

  #findConstant(op: OpNode): OpNode | undefined {
    const key = `${op.kind} ${op.stage} ${attributesKey(op)}`;
    const same = this.#withoutInput.get(key);
    if (same === undefined) this.#withoutInput.set(key, op);
    return same;
  }
}

const doSame = (a: OpNode, b: OpNode): boolean =>
  a.kind === b.kind &&
  a.stage === b.stage &&
  a.inputs.length === b.inputs.length &&
  a.inputs.every((input, index) => input === b.inputs[index]) &&
  attributesKey(a) === attributesKey(b);

/** Distinct for distinct attributes. */
const attributesKey = ({ attributes }: OpNode): string => JSON.stringify(attributes, exactNumbers);

/** Keeps apart the numbers that JSON would write alike: infinities, not-a-number and negative zero. */
const exactNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
    ? `number ${Object.is(value, -0) ? '-0' : value}`
    : value;
