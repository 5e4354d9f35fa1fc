import { opDefinition } from '../ops/registry.ts';
import { bytesOf, bytesPerElement, type OpNode, type Program, type Value, type Variable } from '../ir/ir.ts';
import { sameShape, type Extent } from '../ir/extent.ts';
import { type ExtentList, setExtent } from '../ir/extent-list.ts';

/** Tells which values share storage, and counts the bytes behind live ones. */
export class Storage {
  /** By id, what a value shares storage with; absent: nothing. */
  readonly #roots: (Value | undefined)[];
  /** By id of a root, how many live values hold it. */
  readonly #holders: Int32Array;
  /** By id of a value that a variable is to hold, that variable's value before. */
  readonly #before: (Value | undefined)[];
  #constant = 0;
  #perBatch = 0;

  constructor(program: Program) {
    this.#roots = new Array<Value | undefined>(program.idLimit);
    this.#holders = new Int32Array(program.idLimit);
    this.#before = new Array<Value | undefined>(program.idLimit);
    const reads = new Map(program.variables.map(({ variable, value }) => [variable, value]));
    for (const { variable, value } of program.updates) this.#before[value.id] = reads.get(variable);
  }

  /** Bytes that are alive now. */
  get live(): Extent {
    return { constant: this.#constant, perBatch: this.#perBatch };
  }

  recordLive(sizes: ExtentList, index: number): void {
    setExtent(sizes, index, this.live);
  }

  /** Counts a variable that no value of the program stands for. */
  keep({ shape }: Variable): void {
    this.#constant += bytesPerElement.float32 * shape.reduce((product, size) => product * size, 1);
  }

  /** The outputs of an op come to life; gives which input's storage the first one takes, -1 for none. */
  make(op: OpNode, dying: readonly Value[]): number {
    const { aliases } = opDefinition(op.kind);
    const overwritten = aliases === undefined ? this.#overwritten(op, dying) : -1;
    const shared = op.inputs[aliases ?? overwritten];
    const [first] = op.outputs;
    if (shared !== undefined && first !== undefined) this.#roots[first.id] = this.#rootOf(shared);
    for (const output of op.outputs) this.hold(output);
    return overwritten;
  }

  /** A value comes to life: its storage, too, if no other value holds it. */
  hold(value: Value): void {
    const root = this.#rootOf(value);
    const holders = this.#holders[root.id] ?? 0;
    this.#holders[root.id] = holders + 1;
    if (holders === 0) this.#count(root, 1);
  }

  /** A value dies: its storage, too, if it was the last to hold it. */
  drop(value: Value): void {
    const root = this.#rootOf(value);
    const holders = (this.#holders[root.id] ?? 0) - 1;
    this.#holders[root.id] = holders;
    if (holders === 0) this.#count(root, -1);
  }

  /** A variable's next value is best written where the variable is. */
  #overwritten(op: OpNode, dying: readonly Value[]): number {
    const { mayOverwrite } = opDefinition(op.kind);
    const [output] = op.outputs;
    if (mayOverwrite === undefined || output === undefined || dying.length === 0) return -1;
    const before = this.#before[output.id];
    let chosen = -1;
    for (const index of mayOverwrite) {
      const input = op.inputs[index];
      if (input === undefined || (chosen >= 0 && input !== before)) continue;
      if (dying.includes(input) && this.#mayTake(op, input, output)) chosen = index;
    }
    return chosen;
  }

  /** Whether an input's storage has the output's form, and nothing else in it is needed or read at other places. */
  #mayTake(op: OpNode, input: Value, output: Value): boolean {
    if (input.dtype !== output.dtype || !sameShape(input.shape, output.shape)) return false;
    const root = this.#rootOf(input);
    return (
      this.#holders[root.id] === 1 &&
      op.inputs.every((other) => other === input || this.#rootOf(other) !== root)
    );
  }

  #rootOf(value: Value): Value {
    return this.#roots[value.id] ?? value;
  }

  #count(value: Value, sign: 1 | -1): void {
    const { constant, perBatch } = bytesOf(value);
    this.#constant += sign * constant;
    this.#perBatch += sign * perBatch;
  }
}
