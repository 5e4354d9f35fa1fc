import { opDefinition } from '../../ops/registry.ts';
import type { OpNode, Program, Value } from '../../ir/ir.ts';
import { at } from '../../ir/extent.ts';

/** Ops of a step before its backward pass: those whose values may be dropped and made again. */
export function forwardLength({ ops }: Program): number {
  const end = ops.findIndex(({ stage }) => stage === 'backward');
  return end < 0 ? ops.length : end;
}

/**
 * The step with the outputs of some forward ops dropped after the forward pass: where the backward pass needs one,
 * its op is repeated right before, with those behind it as far as they were dropped. Every op is pure (noise is fed,
 * variables move when the step has ended), so that the numbers stay the same to the last bit.
 */
export function recompute(program: Program, dropped: ReadonlySet<OpNode>): Program {
  const end = forwardLength(program);
  const repeater = new Repeater(program, dropped);
  const ops = program.ops.slice(0, end);
  for (const op of program.ops.slice(end)) {
    for (const again of repeater.repeatFor(op)) ops.push(again);
    ops.push(repeater.renamed(op));
  }
  return { ...program, ops, idLimit: repeater.idLimit };
}

class Repeater {
  idLimit: number;
  /** The dropped op behind each value, and its place. */
  readonly #producers = new Map<Value, { readonly op: OpNode; readonly index: number }>();
  readonly #again = new Map<Value, Value>();

  constructor({ ops, idLimit }: Program, dropped: ReadonlySet<OpNode>) {
    this.idLimit = idLimit;
    ops.forEach((op, index) => {
      if (dropped.has(op)) for (const output of op.outputs) this.#producers.set(output, { op, index });
    });
  }

  /** What has to be done again before an op can run, in the order in which it was done first. */
  repeatFor(op: OpNode): readonly OpNode[] {
    const due = new Map<number, OpNode>();
    const pending = [...op.inputs];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      const producer = this.#producers.get(value);
      if (producer === undefined || this.#again.has(value) || due.has(producer.index)) continue;
      due.set(producer.index, producer.op);
      pending.push(...producer.op.inputs);
    }
    return [...due].sort(([a], [b]) => a - b).map(([, again]) => this.#repeat(again));
  }

  /** The op on the values as they were made again. */
  renamed(op: OpNode): OpNode {
    if (!op.inputs.some((input) => this.#again.has(input))) return op;
    return { ...op, inputs: op.inputs.map((input) => this.#again.get(input) ?? input) };
  }

  #repeat(op: OpNode): OpNode {
    const outputs = op.outputs.map((output) => {
      const again = { ...output, id: this.idLimit++ };
      this.#again.set(output, again);
      return again;
    });
    return { ...this.renamed(op), outputs, stage: 'backward', repeats: true };
  }
}

/** Multiply-adds of the ops of a step that are done again. */
export const repeatedMacs = ({ ops }: Program, batch: number): number =>
  ops.reduce((sum, op) => (op.repeats === true ? sum + macsOf(op, batch) : sum), 0);

/** Multiply-adds of one op. */
export function macsOf(op: OpNode, batch: number): number {
  const size = opDefinition(op.kind).macs?.(op.inputs, op.outputs, op.attributes);
  return size === undefined ? 0 : at(size, batch);
}
