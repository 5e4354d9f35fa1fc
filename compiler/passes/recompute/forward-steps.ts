import { valueAt } from '../../ir/extent-list.ts';
import { opDefinition } from '../../ops/registry.ts';
import { bytesOf, type OpNode, type Program, type Value } from '../../ir/ir.ts';
import type { Plan } from '../plan.ts';
import { at, elements } from '../../ir/extent.ts';
import { ValueSet } from '../../ir/value-set.ts';
import { forwardLength, macsOf } from './recompute.ts';

/** Some ops of the forward pass, one behind the other, and what they keep for the backward pass. */
export interface ForwardStep {
  readonly ops: readonly OpNode[];
  /** Bytes of what it makes that the backward pass needs. */
  needed: number;
  /** What repeating it costs: multiply-adds, and an element made counts as one. */
  cost: number;
  /** Bytes that are alive beside activations while the backward pass needs nothing later: weights, gradients, … */
  besides: number;
  /** Of those, bytes that are alive when the backward pass comes to need nothing later. */
  entering: number;
  /** What it makes and later steps use. */
  readonly made: Made[];
}

/** Storage that a step makes. */
export interface Made {
  /** The op that makes it, and those that give it another shape. */
  readonly ops: OpNode[];
  readonly bytes: number;
  /** The last step of the forward pass that uses it; the number of steps where losses do. */
  lastUse: number;
  needed: boolean;
  readonly cost: number;
}

/** Finer than this, a choice is not worth its time. */
const mostSteps = 720;

/** The forward pass of a planned step at a batch size, as the choice of what to drop sees it. */
export function forwardSteps({ program, liveBytes, last }: Plan, batch: number): readonly ForwardStep[] {
  const end = forwardLength(program);
  const forward = behindBackward(program, end);
  const size = Math.ceil(forward.length / mostSteps);
  const steps = Array.from({ length: Math.ceil(forward.length / size) }, (_, index): ForwardStep => ({
    ops: forward.slice(index * size, (index + 1) * size),
    needed: 0,
    cost: 0,
    besides: 0,
    entering: 0,
    made: [],
  }));
  const storage = storageOf(program, steps, batch);
  noteUses(program, end, steps, storage);
  for (const step of steps) {
    for (const made of step.made) {
      if (made.needed) step.needed += made.bytes;
      step.cost += made.cost;
    }
  }
  noteBesides(program, end, {
    steps,
    storage,
    last,
    batch,
    live: (index) => valueAt(liveBytes, index, batch),
  });
  return steps;
}

/** The ops of the forward pass that the backward pass depends on; those that move statistics are not among them. */
function behindBackward({ ops, idLimit }: Program, end: number): readonly OpNode[] {
  const needed = new ValueSet(idLimit);
  const isNeeded = (value: Value): boolean => needed.has(value);
  const found: OpNode[] = [];
  for (let index = ops.length - 1; index >= 0; index--) {
    const op = ops[index];
    if (op === undefined || (index < end && !op.outputs.some(isNeeded))) continue;
    for (const input of op.inputs) needed.add(input);
    if (index < end && op.stage === 'forward') found.push(op);
  }
  return found.reverse();
}

interface Stored extends Made {
  readonly step: number;
}

/** What each value of the forward pass is stored in; values that the step gives back are left out: they stay. */
function storageOf(
  program: Program,
  steps: readonly ForwardStep[],
  batch: number,
): ReadonlyMap<Value, Stored> {
  const stay = new Set([...program.outputs, ...program.updates].map(({ value }) => value));
  const storage = new Map<Value, Stored>();
  steps.forEach(({ ops, made }, step) => {
    for (const op of ops) {
      let macs = macsOf(op, batch);
      const { aliases } = opDefinition(op.kind);
      for (const output of op.outputs) {
        if (stay.has(output)) continue;
        const shared = aliases === undefined ? undefined : storage.get(op.inputs[aliases] as Value);
        const cost = macs + at(elements(output.shape), batch);
        const bytes = at(bytesOf(output), batch);
        const stored = shared ?? { ops: [], bytes, lastUse: step, needed: false, cost, step };
        macs = 0;
        stored.ops.push(op);
        if (shared === undefined) made.push(stored);
        storage.set(output, stored);
      }
    }
  });
  return storage;
}

function noteUses(
  { ops }: Program,
  end: number,
  steps: readonly ForwardStep[],
  storage: ReadonlyMap<Value, Stored>,
): void {
  const stepOf = new Map(steps.flatMap((step, index) => step.ops.map((op) => [op, index] as const)));
  let running = 0;
  ops.forEach((op, index) => {
    running = op.stage === 'forward' ? (stepOf.get(op) ?? running) : steps.length;
    for (const input of op.inputs) {
      const stored = storage.get(input);
      if (stored === undefined) continue;
      if (index >= end) stored.needed = true;
      else stored.lastUse = Math.max(stored.lastUse, running);
    }
  });
}

interface BackwardFacts {
  readonly steps: readonly ForwardStep[];
  readonly storage: ReadonlyMap<Value, Stored>;
  readonly last: Int32Array;
  readonly batch: number;
  readonly live: (index: number) => number;
}

/** Notes what is alive beside activations, for each step until which the backward pass has come. */
function noteBesides(
  { ops }: Program,
  end: number,
  { steps, storage, last, batch, live }: BackwardFacts,
): void {
  const made = (op: OpNode | undefined): number =>
    (op?.outputs ?? []).reduce((sum, output) => sum + at(bytesOf(output), batch), 0);
  const death = new Map<Stored, number>();
  for (const [{ id }, stored] of storage)
    death.set(stored, Math.max(death.get(stored) ?? -1, last[id] ?? -1));
  const dying = new Map<number, number>();
  let activations = 0;
  for (const [{ bytes }, index] of death) {
    if (index < end) continue;
    activations += bytes;
    dying.set(index, (dying.get(index) ?? 0) + bytes);
  }
  let reached = steps.length - 1;
  for (let index = end; index < ops.length; index++) {
    const uses = (ops[index]?.inputs ?? []).flatMap((input) => storage.get(input)?.step ?? []);
    if (uses.length > 0) reached = Math.min(reached, Math.max(...uses));
    const step = steps[reached];
    if (step !== undefined) {
      const besides = live(index) - activations;
      if (step.besides === 0) step.entering = besides - made(ops[index]);
      step.besides = Math.max(step.besides, besides);
    }
    activations -= dying.get(index) ?? 0;
  }
}
