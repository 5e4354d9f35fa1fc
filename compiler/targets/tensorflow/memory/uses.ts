import type { OpNode, Program, Value } from '../../../ir/ir.ts';
import { operandsOf, type ScheduledStep } from '../schedule.ts';

/** Who takes what in a program's steps. */
export class Uses {
  readonly #takers = new Map<Value, (OpNode | undefined)[]>();
  readonly #makers = new Map<Value, OpNode>();
  readonly #gradients = new Map<OpNode, number>();

  constructor({ outputs }: Program, steps: readonly ScheduledStep[]) {
    for (const step of steps) {
      if (step.kind !== 'ops') for (const value of operandsOf(step)) this.#take(value);
      else for (const op of step.ops) this.#add(op);
    }
    for (const { value } of outputs) this.#take(value);
  }

  /** How often a value is taken, by ops, updates and outputs. */
  count(value: Value): number {
    return this.#takers.get(value)?.length ?? 0;
  }

  /** The one op that takes a value, where only one does. */
  only(value: Value): OpNode | undefined {
    const takers = this.#takers.get(value);
    return takers?.length === 1 ? takers[0] : undefined;
  }

  /** The op whose gradient an op is, where it takes what that one kept for it. */
  forward({ kind, inputs }: OpNode): OpNode | undefined {
    const value = kind === 'maxPool2dGrad' ? inputs[1] : kind === 'batchNormGrad' ? inputs[4] : undefined;
    return value && this.#makers.get(value);
  }

  /** How many gradients take what an op keeps. */
  gradients(op: OpNode): number {
    return this.#gradients.get(op) ?? 0;
  }

  #add(op: OpNode): void {
    for (const value of op.inputs) this.#take(value, op);
    for (const value of op.outputs) this.#makers.set(value, op);
    const forward = this.forward(op);
    if (forward !== undefined) this.#gradients.set(forward, this.gradients(forward) + 1);
  }

  #take(value: Value, by?: OpNode): void {
    const takers = this.#takers.get(value);
    if (takers === undefined) this.#takers.set(value, [by]);
    else takers.push(by);
  }
}
