import type { DType } from '../../ir/ir.ts';
import type { Attributes, NodeDef, NumberTensor } from './graph-def.ts';

/** Collects the nodes of a graph under names that TensorFlow takes; equal constants are one. */
export class GraphBuilder {
  readonly nodes: NodeDef[] = [];
  readonly #positions = new Map<string, number>();
  /** How often each name was wished for. */
  readonly #wishes = new Map<string, number>();
  readonly #constants = new Map<string, string>();

  /** Adds an operation, called as is wished as far as that is free and allowed; gives its name. */
  node(op: string, wish: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const name = this.#freeName(wish);
    this.#positions.set(name, this.nodes.length);
    this.nodes.push({ name, op, inputs, attributes });
    return name;
  }

  /** The node of a name. */
  get(name: string): NodeDef {
    const node = this.nodes[this.#positions.get(name) ?? -1];
    if (node === undefined) throw new RangeError(`there is no node ${name}`);
    return node;
  }

  /** Lets a node run only after others. */
  delay(name: string, after: readonly string[]): void {
    const node = this.get(name);
    const inputs = [...node.inputs, ...after.map((other) => `^${other}`)];
    this.nodes[this.#positions.get(name) ?? -1] = { ...node, inputs };
  }

  /** Puts another operation in the place of one, under its name. */
  replace(name: string, op: string, inputs: readonly string[], attributes: Attributes): void {
    this.nodes[this.#positions.get(name) ?? -1] = { name: this.get(name).name, op, inputs, attributes };
  }

  /** A list of integers, as shapes and axes are given. */
  ints(values: readonly number[]): string {
    return this.constant({ dtype: 'int32', dims: [values.length], data: Int32Array.from(values) });
  }

  int(value: number): string {
    return this.constant({ dtype: 'int32', dims: [], data: { repeated: value } });
  }

  /** One number of rank zero. */
  scalar(value: number, dtype: DType = 'float32'): string {
    return this.constant({ dtype, dims: [], data: { repeated: value } });
  }

  /** A list of strings. */
  texts(texts: readonly string[]): string {
    const attributes = { dtype: { type: 'string' }, value: { tensor: { texts } } } as const;
    return this.node('Const', 'constants/constant', [], attributes);
  }

  constant(tensor: NumberTensor): string {
    const { dtype, dims, data } = tensor;
    const content =
      'repeated' in data ? `all ${Object.is(data.repeated, -0) ? '-0' : data.repeated}` : data.join();
    const key = `${dtype} [${dims.join()}] ${content}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.node('Const', 'constants/constant', [], { dtype: { type: dtype }, value: { tensor } });
    this.#constants.set(key, name);
    return name;
  }

  #freeName(wish: string): string {
    const plain = wish.replace(/[^A-Za-z0-9_./-]/g, '_').replace(/^[^A-Za-z0-9.]/, 'x');
    for (;;) {
      const count = this.#wishes.get(plain) ?? 0;
      this.#wishes.set(plain, count + 1);
      const name = count === 0 ? plain : `${plain}_${count}`;
      if (!this.#positions.has(name)) return name;
    }
  }
}
