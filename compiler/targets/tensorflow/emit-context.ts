import type { DType, OpNode, ProgramInput, Value } from '../../ir/ir.ts';
import { elements, isFixed, type Extent, type SymbolicShape } from '../../ir/extent.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Attributes, NodeDef } from './graph-def.ts';

/** What a batch normalisation leaves for its gradient: FusedBatchNormV3's reserved outputs. */
export interface BatchNormReserve {
  readonly tensors: readonly [string, string, string];
}

/** What a row of the table sees: the graph to add to, where every value is by now, and sizes that follow the batch. */
export class EmitContext {
  readonly graph: GraphBuilder;
  /** By the batch variance that a normalisation gave. */
  readonly reserves = new Map<Value, BatchNormReserve>();
  /** Nodes of the backward pass and the update that use a tensor. */
  readonly lateUsers = new Map<string, Set<string>>();
  readonly #scope: string;
  readonly #tensors = new Map<Value, string>();
  readonly #inputs: readonly ProgramInput[];
  readonly #sizes = new Map<string, string>();
  #batch: string | undefined;
  #origin = '';
  #late = false;
  #made: string[] = [];

  constructor(graph: GraphBuilder, scope: string, inputs: readonly ProgramInput[]) {
    this.graph = graph;
    this.#scope = scope;
    this.#inputs = inputs;
  }

  /** Says which op the nodes to come are of. */
  begin({ origin, stage }: Pick<OpNode, 'origin' | 'stage'>): void {
    this.#origin = origin;
    this.#late = stage === 'backward' || stage === 'update';
    this.#made = [];
  }

  /** The nodes of the current op so far. */
  get made(): readonly NodeDef[] {
    return this.#made.map((name) => this.graph.get(name));
  }

  /** Adds an operation of the current op. */
  node(op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const name = this.graph.node(op, `${this.#scope}/${this.#origin}/${op}`, inputs, attributes);
    this.#made.push(name);
    if (this.#late) for (const input of inputs) this.#noteUse(input, name);
    return name;
  }

  set(value: Value | undefined, tensor: string): void {
    if (value !== undefined) this.#tensors.set(value, tensor);
  }

  /** The tensor of a value that has been made; `values` and `index`: an operand of an op. */
  get(values: readonly Value[], index: number): string {
    const value = values[index];
    if (value === undefined) throw new RangeError(`operand ${index} is missing`);
    return this.of(value);
  }

  of(value: Value): string {
    const tensor = this.#tensors.get(value);
    if (tensor === undefined) throw new RangeError(`${value.name} (${value.id}) is used before it is made`);
    return tensor;
  }

  /** A tensor seen in another shape. */
  reshape(tensor: string, dtype: DType, shape: SymbolicShape): string {
    const open = shape.filter((size) => !isFixed(size)).length;
    const target = open <= 1 ? this.graph.ints(dims(shape)) : this.shape(shape);
    return this.node('Reshape', [tensor, target], { T: { type: dtype }, Tshape: { type: 'int32' } });
  }

  /** A shape as a list of integers, with the sizes that the batch gives them. */
  shape(shape: SymbolicShape): string {
    if (shape.every(isFixed)) return this.graph.ints(dims(shape));
    const key = `[${shape.map(sizeKey).join()}]`;
    return this.#cached(key, () =>
      this.#sizeNode(
        'Pack',
        shape.map((size) => this.size(size)),
        {
          N: { int: shape.length },
          T: { type: 'int32' },
          axis: { int: 0 },
        },
      ),
    );
  }

  /** A size as an integer. */
  size(size: Extent): string {
    if (isFixed(size)) return this.graph.int(size.constant);
    return this.#cached(sizeKey(size), () => {
      const scaled =
        size.perBatch === 1
          ? this.batch()
          : this.#sizeNode('Mul', [this.batch(), this.graph.int(size.perBatch)]);
      return size.constant === 0 ? scaled : this.#sizeNode('AddV2', [scaled, this.graph.int(size.constant)]);
    });
  }

  /** The number of elements of a shape as a float. */
  count(shape: SymbolicShape): string {
    const size = elements(shape);
    if (isFixed(size)) return this.graph.scalar(size.constant);
    const casts = { SrcT: { type: 'int32' }, DstT: { type: 'float32' } } as const;
    return this.#cached(`float ${sizeKey(size)}`, () => this.#plainNode('Cast', [this.size(size)], casts));
  }

  /** The batch size, read off an input whose shape tells it; else a scalar to be fed. */
  batch(): string {
    return (this.#batch ??= this.#readBatch() ?? (this.fedBatch = this.#addBatch()));
  }

  /** The input that the batch size is fed by, where no other input tells it. */
  fedBatch: string | undefined;

  #readBatch(): string | undefined {
    for (const { value } of this.#inputs) {
      const axis = value.shape.findIndex((size) => !isFixed(size));
      const size = value.shape[axis];
      if (size === undefined) continue;
      const types = { T: { type: value.dtype }, out_type: { type: 'int32' } } as const;
      const shape = this.#plainNode('Shape', [this.of(value)], types);
      const picked = this.#plainNode(
        'StridedSlice',
        [shape, this.graph.ints([axis]), this.graph.ints([axis + 1]), this.graph.ints([1])],
        { T: { type: 'int32' }, Index: { type: 'int32' }, shrink_axis_mask: { int: 1 } },
      );
      const above =
        size.constant === 0 ? picked : this.#sizeNode('Sub', [picked, this.graph.int(size.constant)]);
      return size.perBatch === 1 ? above : this.#sizeNode('FloorDiv', [above, this.graph.int(size.perBatch)]);
    }
    return undefined;
  }

  #addBatch(): string {
    return this.#plainNode('Placeholder', [], { dtype: { type: 'int32' }, shape: { dims: [] } });
  }

  #sizeNode(
    op: string,
    inputs: readonly string[],
    attributes: Attributes = { T: { type: 'int32' } },
  ): string {
    return this.#plainNode(op, inputs, attributes);
  }

  #plainNode(op: string, inputs: readonly string[], attributes: Attributes): string {
    return this.graph.node(op, `${this.#scope}/sizes/${op}`, inputs, attributes);
  }

  #cached(key: string, make: () => string): string {
    const known = this.#sizes.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#sizes.set(key, made);
    return made;
  }

  #noteUse(input: string, user: string): void {
    const users = this.lateUsers.get(input);
    if (users === undefined) this.lateUsers.set(input, new Set([user]));
    else users.add(user);
  }
}

/** Sizes as numbers; those that follow the batch are −1. */
export const dims = (shape: SymbolicShape): number[] =>
  shape.map((size) => (isFixed(size) ? size.constant : -1));

const sizeKey = ({ constant, perBatch }: Extent): string => `${perBatch}B+${constant}`;
