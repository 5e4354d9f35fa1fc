import type { OpNode, Program, Value, Variable } from '../ir/ir.ts';
import { at, type Extent } from '../ir/extent.ts';
import { type ExtentList, extentList, extentsIn, valueAt } from '../ir/extent-list.ts';
import { Storage } from './storage.ts';

/** When each value of a program dies, which op writes over what, and the bytes that are alive at each op. */
export interface Plan {
  readonly program: Program;
  /**
   * For each value, by its id: the index of the op after which it is needed no more; -1 for inputs that no op uses,
   * values that the program gives back, and variables that it does not move.
   */
  readonly last: Int32Array;
  /** For each op, by its place: which of its inputs gives its storage to the first output; -1 where none does. */
  readonly overwritten: Int8Array;
  /**
   * Bytes alive while each op runs: every variable of the session, the fed inputs, the values in use, the op's
   * inputs and outputs. Values that share storage (a reshape, or an op that writes over its input) count once.
   */
  readonly liveBytes: ExtentList;
  /** Bytes alive before the first op: variables and inputs. */
  readonly residentBytes: Extent;
}

/** A peak, and the op at which it is reached (absent: before the first one). */
export interface Peak {
  readonly bytes: number;
  readonly op?: OpNode;
  readonly index: number;
}

/**
 * Plans a program: each value is freed at its last use, or gives its storage to what is made there. `variables` are all
 * that the session holds, where that is more than the program reads (an optimizer's slots while evaluating).
 */
export function plan(program: Program, variables: Iterable<Variable> = []): Plan {
  const last = lastUses(program);
  const storage = new Storage(program);
  const read = new Set(program.variables.map(({ variable }) => variable));
  for (const variable of variables) if (!read.has(variable)) storage.keep(variable);
  for (const { value } of program.variables) storage.hold(value);
  for (const { value } of program.inputs) storage.hold(value);
  const residentBytes = storage.live;
  const liveBytes = extentList(program.ops.length);
  const overwritten = new Int8Array(program.ops.length).fill(-1);
  program.ops.forEach((op, index) => {
    const dying = diesAt(op, index, last);
    overwritten[index] = storage.make(op, dying);
    storage.recordLive(liveBytes, index);
    for (const value of dying) storage.drop(value);
  });
  return { program, last, overwritten, liveBytes, residentBytes };
}

/** For each op of a plan, the values that are not needed once it has run: freed then. */
export const releasesOf = ({ program, last }: Plan): readonly (readonly Value[])[] =>
  program.ops.map((op, index) => diesAt(op, index, last));

const nothing: readonly Value[] = [];

/** The values whose last use is an op. */
function diesAt({ inputs, outputs }: OpNode, index: number, last: Int32Array): readonly Value[] {
  let dying: Value[] | undefined;
  for (const value of inputs) {
    if (last[value.id] === index && dying?.includes(value) !== true) (dying ??= []).push(value);
  }
  for (const value of outputs) if (last[value.id] === index) (dying ??= []).push(value);
  return dying ?? nothing;
}

/** For each value, by its id: the index of the op after which it may be freed; -1 where it may not. */
function lastUses(program: Program): Int32Array {
  const last = new Int32Array(program.idLimit).fill(-1);
  program.ops.forEach(({ inputs, outputs }, index) => {
    for (const { id } of outputs) last[id] = index;
    for (const { id } of inputs) last[id] = index;
  });
  const updated = new Map(program.updates.map(({ variable, value }) => [variable, value]));
  for (const { variable, value } of program.variables) {
    const next = updated.get(variable);
    if (next === undefined || next === value) last[value.id] = -1;
  }
  for (const { value } of program.updates) last[value.id] = -1;
  for (const { value } of program.outputs) last[value.id] = -1;
  return last;
}

/** The most bytes that are alive at once for a batch size. */
export function peakAt({ program, liveBytes, residentBytes }: Plan, batch: number): Peak {
  let most = at(residentBytes, batch);
  let index = -1;
  for (let position = 0; position < liveBytes.constants.length; position++) {
    const bytes = valueAt(liveBytes, position, batch);
    if (bytes > most) [most, index] = [bytes, position];
  }
  const op = program.ops[index];
  return op === undefined ? { bytes: most, index } : { bytes: most, op, index };
}

/** The values that are alive while op `index` of a plan runs. */
export function liveAt({ program, last }: Plan, index: number): Value[] {
  const alive = new Set([...program.variables, ...program.inputs].map(({ value }) => value));
  program.ops.slice(0, index + 1).forEach((op, position) => {
    for (const value of op.outputs) alive.add(value);
    if (position < index) for (const value of diesAt(op, position, last)) alive.delete(value);
  });
  return [...alive];
}

/** The largest batch whose peak stays within a budget of bytes: `min ⌊(budget − α) / β⌋`; 0 where none does. */
export function largestBatch({ liveBytes, residentBytes }: Plan, budget: number): number {
  const limits = [residentBytes, ...extentsIn(liveBytes)].map(({ constant, perBatch }) => {
    if (perBatch <= 0) return constant > budget ? 0 : Infinity;
    return Math.floor((budget - constant) / perBatch);
  });
  return Math.max(
    0,
    limits.reduce((a, b) => Math.min(a, b), Infinity),
  );
}

/** The peak as a function of the batch: the lines of which it is the maximum, none of them below another everywhere. */
export function peakLines({ liveBytes, residentBytes }: Plan): readonly Extent[] {
  const lines = [residentBytes, ...extentsIn(liveBytes)].sort(
    (a, b) => b.perBatch - a.perBatch || b.constant - a.constant,
  );
  const kept: Extent[] = [];
  let highest = -Infinity;
  for (const line of lines) {
    if (line.constant <= highest) continue;
    highest = line.constant;
    kept.push(line);
  }
  return kept;
}
