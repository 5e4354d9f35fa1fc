import { opDefinition } from '../ops/registry.ts';
import { bytesOf, bytesPerElement, type OpNode, type Program, type Value, type Variable } from './ir.ts';
import { at, type Size } from './size.ts';

/** When each value of a program dies, and the bytes that are alive at each op. */
export interface Plan {
  readonly program: Program;
  /**
   * For each op, the values that are not needed once it has run: freed then. Inputs that no op uses and values
   * that the program gives back are in none; a variable's old value is, where the program moves the variable.
   */
  readonly releases: readonly (readonly Value[])[];
  /**
   * Bytes alive while each op runs: every variable of the session, the fed inputs, the values in use, the op's
   * inputs and outputs. A value that shares storage (a reshape) counts once.
   */
  readonly liveBytes: readonly Size[];
  /** Bytes alive before the first op: variables and inputs. */
  readonly residentBytes: Size;
}

/** A peak, and the op at which it is reached (absent: before the first one). */
export interface Peak {
  readonly bytes: number;
  readonly op?: OpNode;
  readonly index: number;
}

/**
 * Plans a program: each value is freed at its last use. `variables` are all that the session holds, where that
 * is more than the program reads (an optimizer's slots while evaluating).
 */
export function plan(program: Program, variables: Iterable<Variable> = []): Plan {
  const releases = releasesOf(program);
  const storage = new StorageCounter(program);
  const read = new Set(program.variables.map(({ variable }) => variable));
  for (const variable of variables) if (!read.has(variable)) storage.keep(variable);
  for (const { value } of [...program.variables, ...program.inputs]) storage.hold(value);
  const residentBytes = storage.live;
  const liveBytes = program.ops.map((op, index) => {
    for (const output of op.outputs) storage.hold(output);
    const during = storage.live;
    for (const value of releases[index] ?? nothing) storage.drop(value);
    return during;
  });
  return { program, releases, liveBytes, residentBytes };
}

const nothing: readonly Value[] = [];

function releasesOf(program: Program): readonly (readonly Value[])[] {
  const releases = new Array<Value[] | undefined>(program.ops.length).fill(undefined);
  for (const [value, index] of lastUses(program)) (releases[index] ??= []).push(value);
  return releases.map((values) => values ?? nothing);
}

/** For each value that may be freed within the program, the index of the op after which it may. */
function lastUses(program: Program): ReadonlyMap<Value, number> {
  const last = new Map<Value, number>();
  program.ops.forEach((op, index) => {
    for (const output of op.outputs) last.set(output, index);
    for (const input of op.inputs) last.set(input, index);
  });
  const updated = new Map(program.updates.map(({ variable, value }) => [variable, value]));
  for (const { variable, value } of program.variables) {
    const next = updated.get(variable);
    if (next === undefined || next === value) last.delete(value);
  }
  for (const { value } of program.updates) last.delete(value);
  for (const { value } of program.outputs) last.delete(value);
  return last;
}

/** Counts the bytes of storage behind live values, where several values may share one storage. */
class StorageCounter {
  readonly #root = new Map<Value, Value>();
  readonly #holders = new Map<Value, number>();
  #constant = 0;
  #perBatch = 0;

  constructor(program: Program) {
    for (const op of program.ops) {
      const { aliases } = opDefinition(op.kind);
      const shared = aliases === undefined ? undefined : op.inputs[aliases];
      const [output] = op.outputs;
      if (shared !== undefined && output !== undefined)
        this.#root.set(output, this.#root.get(shared) ?? shared);
    }
  }

  /** Bytes that are alive now. */
  get live(): Size {
    return { constant: this.#constant, perBatch: this.#perBatch };
  }

  /** Counts a variable that no value of the program stands for. */
  keep({ shape }: Variable): void {
    this.#constant += bytesPerElement.float32 * shape.reduce((product, size) => product * size, 1);
  }

  /** A value comes to life: its storage, too, if no other value holds it. */
  hold(value: Value): void {
    const root = this.#root.get(value) ?? value;
    const holders = this.#holders.get(root) ?? 0;
    this.#holders.set(root, holders + 1);
    if (holders === 0) this.#count(root, 1);
  }

  /** A value dies: its storage, too, if it was the last to hold it. */
  drop(value: Value): void {
    const root = this.#root.get(value) ?? value;
    const holders = (this.#holders.get(root) ?? 0) - 1;
    this.#holders.set(root, holders);
    if (holders === 0) this.#count(root, -1);
  }

  #count(value: Value, sign: 1 | -1): void {
    const { constant, perBatch } = bytesOf(value);
    this.#constant += sign * constant;
    this.#perBatch += sign * perBatch;
  }
}

/** The most bytes that are alive at once for a batch size. */
export function peakAt({ program, liveBytes, residentBytes }: Plan, batch: number): Peak {
  let peak: Peak = { bytes: at(residentBytes, batch), index: -1 };
  liveBytes.forEach((size, index) => {
    const bytes = at(size, batch);
    const op = program.ops[index];
    if (bytes > peak.bytes && op !== undefined) peak = { bytes, op, index };
  });
  return peak;
}

/** The values that are alive while op `index` of a plan runs. */
export function liveAt({ program, releases }: Plan, index: number): Value[] {
  const alive = new Set([...program.variables, ...program.inputs].map(({ value }) => value));
  program.ops.slice(0, index + 1).forEach(({ outputs }, position) => {
    for (const value of outputs) alive.add(value);
    if (position < index) for (const value of releases[position] ?? []) alive.delete(value);
  });
  return [...alive];
}

/** The largest batch whose peak stays within a budget of bytes: `min ⌊(budget − α) / β⌋`; 0 where none does. */
export function largestBatch({ liveBytes, residentBytes }: Plan, budget: number): number {
  const limits = [residentBytes, ...liveBytes].map(({ constant, perBatch }) => {
    if (perBatch <= 0) return constant > budget ? 0 : Infinity;
    return Math.floor((budget - constant) / perBatch);
  });
  return Math.max(
    0,
    limits.reduce((a, b) => Math.min(a, b), Infinity),
  );
}

/** The peak as a function of the batch: the lines of which it is the maximum, none of them below another everywhere. */
export function peakLines({ liveBytes, residentBytes }: Plan): readonly Size[] {
  const lines = [residentBytes, ...liveBytes].sort(
    (a, b) => b.perBatch - a.perBatch || b.constant - a.constant,
  );
  const kept: Size[] = [];
  let highest = -Infinity;
  for (const line of lines) {
    if (line.constant <= highest) continue;
    highest = line.constant;
    kept.push(line);
  }
  return kept;
}
