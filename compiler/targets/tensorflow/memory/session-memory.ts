import { bytesOf, type OpNode, type Program, type Value, type Variable } from '../../../ir/ir.ts';
import { at } from '../../../ir/extent.ts';
import type { Piece } from '../../memory/best-fit.ts';
import { findFusedUpdates } from '../find-fused-updates.ts';
import { operandsOf, schedule, type ScheduledStep } from '../schedule.ts';
import { elementsOf, importLayouts } from '../import-layout.ts';
import { Arena, smallestInArena } from './arena.ts';
import { isAlias, keptBytes, mayTake } from './storage.ts';
import { Uses } from './uses.ts';

interface Buffer {
  readonly bytes: number;
  /** How often it will yet be taken, and whoever else holds on to it. */
  uses: number;
  /** Absent for one that is too small for the arena. */
  readonly piece: Piece | undefined;
}

/**
 * What a session of TensorFlow takes from its allocator, by doing as its executor and kernels do with steps that run one
 * after the other: a result takes the place of an operand where the kernel can and nothing else needs that, else memory
 * of its own; what has been taken for the last time goes.
 */
export class SessionMemory {
  readonly #arena: Arena;
  readonly #variables = new Map<Variable, Buffer>();
  #small = 0;
  #mostSmall = 0;

  /** Makes room for variables as they are set: some at once, from a copy of what is fed for them, a huge one without it. */
  constructor(variables: readonly Variable[], arena = new Arena()) {
    this.#arena = arena;
    for (const { kind, variables: some, lists } of importLayouts(variables)) {
      const fed = kind === 'huge' ? [] : lists.map((elements) => this.#hold(4 * elements, 1));
      for (const variable of some) this.#variables.set(variable, this.#hold(4 * elementsOf([variable]), 1));
      for (const list of fed) this.#drop(list);
    }
  }

  /** Bytes that have come to be taken so far. */
  get bytes(): number {
    return this.#arena.bytes + this.#mostSmall;
  }

  /** Of these, what is too small for the arena. */
  get smallBytes(): number {
    return this.#mostSmall;
  }

  /** Runs a program, legalised for TensorFlow, on a batch. */
  run(program: Program, batch: number): void {
    const steps = stepsOf(program);
    const run = new Run(new Uses(program, steps), batch);
    const fed = program.inputs.map(({ value }) => {
      const buffer = this.#hold(run.bytes(value), 1);
      run.set(value, buffer);
      return buffer;
    });
    for (const { variable, value } of program.variables) run.set(value, this.#variable(variable));
    for (const step of steps) this.#step(step, run);
    for (const { value } of program.outputs) this.#drop(run.get(value));
    for (const buffer of fed) this.#drop(buffer);
  }

  /** Gives back what variables lie in; what the allocator came to take stays taken. */
  close(): void {
    for (const variable of this.#variables.values()) this.#drop(variable);
    this.#variables.clear();
  }

  #step(step: ScheduledStep, run: Run): void {
    const ops = step.kind === 'ops' ? step.ops : [];
    const made = ops.flatMap((op) => this.#make(op, run));
    if (step.kind === 'assign') this.#assign(step.variable, run.get(step.value));
    const taken = operandsOf(step).map((value) => run.get(value));
    for (const buffer of [...taken, ...ops.flatMap((op) => run.keptFor(op) ?? []), ...made])
      this.#drop(buffer);
  }

  /** Makes what an op gives, and keeps for its gradient: each held once more until the op has run. */
  #make(op: OpNode, run: Run): readonly Buffer[] {
    // A normalisation makes what it keeps before what it gives, max pooling after.
    const before = op.kind === 'batchNorm' ? this.#keep(op, run) : [];
    const made = op.outputs.map((output) => {
      const place = isAlias(op)
        ? op.inputs.slice(0, 1)
        : mayTake(op, output).filter((input) => run.get(input).uses === 1);
      const buffer = place[0] === undefined ? this.#hold(run.bytes(output), 0) : run.get(place[0]);
      buffer.uses += 1;
      run.set(output, buffer);
      return buffer;
    });
    const after = op.kind === 'batchNorm' ? [] : this.#keep(op, run);
    return [...before, ...made, ...after];
  }

  /** Makes what an op keeps for its gradient. */
  #keep(op: OpNode, run: Run): readonly Buffer[] {
    const [y] = op.outputs;
    const bytes = y === undefined ? 0 : keptBytes(op, run.bytes(y), run.uses.only(y)?.kind === 'relu');
    if (bytes === 0) return [];
    const kept = this.#hold(bytes, 1 + run.uses.gradients(op));
    run.keep(op, kept);
    return [kept];
  }

  /** A variable takes what nothing else needs, else a copy into its own memory. */
  #assign(variable: Variable, value: Buffer): void {
    const old = this.#variable(variable);
    if (value.uses !== 1) return;
    value.uses += 1;
    this.#variables.set(variable, value);
    this.#drop(old);
  }

  #variable(variable: Variable): Buffer {
    const buffer = this.#variables.get(variable);
    if (buffer === undefined) throw new RangeError(`the session has no variable ${variable.name}`);
    return buffer;
  }

  #hold(bytes: number, uses: number): Buffer {
    if (bytes >= smallestInArena) return { bytes, uses, piece: this.#arena.allocate(bytes) };
    this.#small += bytes;
    this.#mostSmall = Math.max(this.#mostSmall, this.#small);
    return { bytes, uses, piece: undefined };
  }

  #drop(buffer: Buffer): void {
    buffer.uses -= 1;
    if (buffer.uses > 0) return;
    if (buffer.piece === undefined) this.#small -= buffer.bytes;
    else this.#arena.release(buffer.piece);
  }
}

/** One run of a program: where each value is. */
class Run {
  readonly uses: Uses;
  readonly #batch: number;
  readonly #buffers = new Map<Value, Buffer>();
  readonly #kept = new Map<OpNode, Buffer>();

  constructor(uses: Uses, batch: number) {
    this.uses = uses;
    this.#batch = batch;
  }

  bytes = (value: Value): number => at(bytesOf(value), this.#batch);

  get(value: Value): Buffer {
    const buffer = this.#buffers.get(value);
    if (buffer === undefined) throw new RangeError(`${value.name} (${value.id}) is used before it is made`);
    return buffer;
  }

  /** Puts a value in a buffer, which is held for all that take the value. */
  set(value: Value, buffer: Buffer): void {
    buffer.uses += this.uses.count(value);
    this.#buffers.set(value, buffer);
  }

  keep(op: OpNode, buffer: Buffer): void {
    this.#kept.set(op, buffer);
  }

  /** What was kept for a gradient. */
  keptFor(op: OpNode): Buffer | undefined {
    const forward = this.uses.forward(op);
    return forward && this.#kept.get(forward);
  }
}

/** What a program, legalised for TensorFlow, does. */
export function stepsOf(program: Program): readonly ScheduledStep[] {
  const steps = known.get(program) ?? schedule(program, findFusedUpdates(program));
  known.set(program, steps);
  return steps;
}

const known = new WeakMap<Program, readonly ScheduledStep[]>();
