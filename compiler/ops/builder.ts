import { opDefinition } from './registry.ts';
import type { OpAttributes, OpKind } from '../ir/op-attributes.ts';
import type {
  DType,
  InputRole,
  OpNode,
  Program,
  ProgramInput,
  ProgramOutput,
  Stage,
  TensorType,
  Value,
  Variable,
  VariableRead,
  VariableUpdate,
} from '../ir/ir.ts';
import { type SymbolicShape, fixedShape } from '../ir/extent.ts';

/** Adds ops to a program, inferring the type of every value. */
export class Builder {
  readonly inputs: ProgramInput[] = [];
  readonly variables: VariableRead[] = [];
  readonly ops: OpNode[] = [];
  readonly outputs: ProgramOutput[] = [];
  readonly updates: VariableUpdate[] = [];
  /** Given to each op that is added. */
  origin = '';
  stage: Stage = 'forward';
  #nextId = 0;
  /** By the id of a value. */
  readonly #producers: (OpNode | undefined)[] = [];
  readonly #scalars = new Map<string, Value>();
  readonly #reads = new Map<Variable, Value>();
  /** Where in `updates` a variable's is. */
  readonly #updated = new Map<Variable, number>();

  /** A value that the run feeds for every batch. */
  input(name: string, type: TensorType, role: InputRole): Value {
    const value = this.value(name, type);
    this.inputs.push({ name, value, role });
    return value;
  }

  /** A variable's value at the beginning of the program; the same value every time. */
  read(variable: Variable): Value {
    const known = this.#reads.get(variable);
    if (known !== undefined) return known;
    const value = this.value(variable.name, { shape: fixedShape(variable.shape), dtype: 'float32' });
    this.#reads.set(variable, value);
    this.variables.push({ variable, value });
    return value;
  }

  /** Makes `value` what the variable holds when the program has ended; the last one counts. */
  update(variable: Variable, value: Value): void {
    this.read(variable);
    const place = this.#updated.get(variable) ?? this.updates.length;
    this.#updated.set(variable, place);
    this.updates[place] = { variable, value };
  }

  output(name: string, value: Value): void {
    this.outputs.push({ name, value });
  }

  /** Adds an op and gives all its outputs. */
  all<K extends OpKind>(kind: K, inputs: readonly Value[], attributes: OpAttributes[K]): readonly Value[] {
    const types = opDefinition(kind).infer(inputs, attributes);
    const outputs = types.map((type, index) =>
      this.value(index === 0 ? `${this.origin}/${kind}` : `${this.origin}/${kind}:${index}`, type),
    );
    const node = {
      kind,
      inputs,
      outputs,
      attributes: isEmpty(attributes) ? noAttributes : attributes,
      origin: this.origin,
      stage: this.stage,
    } as unknown as OpNode;
    this.ops.push(node);
    for (const output of outputs) this.#producers[output.id] = node;
    return outputs;
  }

  /** Adds an op and gives its first output. */
  op<K extends OpKind>(kind: K, inputs: readonly Value[], attributes: OpAttributes[K]): Value {
    const [value] = this.all(kind, inputs, attributes);
    if (value === undefined) throw new RangeError(`${kind} has no output`);
    return value;
  }

  /** The op that made a value; undefined for inputs and variables. */
  producer(value: Value): OpNode | undefined {
    return this.#producers[value.id];
  }

  /** A tensor filled with one number; scalars are made once in each stage. */
  constant(value: number, shape: SymbolicShape = [], dtype: DType = 'float32'): Value {
    if (shape.length > 0) return this.op('constant', [], { value, shape, dtype });
    const key = `${Object.is(value, -0) ? '-0' : value} ${dtype} ${this.stage}`;
    const made = this.#scalars.get(key) ?? this.op('constant', [], { value, shape, dtype });
    this.#scalars.set(key, made);
    return made;
  }

  /** Above the id of every value so far. */
  get idLimit(): number {
    return this.#nextId;
  }

  /** A value that no op of the program makes; for inputs and variables, and for passes that move ops over. */
  value(name: string, type: TensorType): Value {
    return { id: this.#nextId++, name, shape: type.shape, dtype: type.dtype };
  }

  finish(name: Program['name']): Program {
    return {
      name,
      inputs: this.inputs,
      variables: this.variables,
      ops: this.ops,
      outputs: this.outputs,
      updates: this.updates,
      idLimit: this.idLimit,
    };
  }
}

/** One object for all ops without attributes: a program has many. */
const noAttributes = Object.freeze({});

function isEmpty(attributes: object): boolean {
  for (const _ in attributes) return false;
  return true;
}
