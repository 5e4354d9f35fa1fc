import type { Variable } from '../../ir/ir.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { elementsOf, importLayouts, type ImportLayout } from './import-layout.ts';

/** The nodes that set some variables from outside. */
export interface Import {
  readonly layout: ImportLayout;
  /** What is fed, list by list. */
  readonly feeds: readonly string[];
  /** A scalar that is there once the variables have taken it. */
  readonly done: string;
}

const float32 = { type: 'float32' } as const;

/** The variables of a graph, each under its own name in the session. */
export class VariableTable {
  readonly #handles = new Map<string, string>();
  readonly #reads = new Map<string, string>();
  readonly #graph: GraphBuilder;

  constructor(graph: GraphBuilder, variables: Iterable<Variable>) {
    this.#graph = graph;
    for (const { name, shape } of variables) {
      const attributes = { dtype: float32, shape: { dims: shape }, shared_name: name };
      this.#handles.set(name, graph.node('VarHandleOp', name, [], attributes));
    }
  }

  handle({ name }: Variable): string {
    const handle = this.#handles.get(name);
    if (handle === undefined) throw new RangeError(`the session has no variable ${name}`);
    return handle;
  }

  /** The node that reads a variable, one for all: each run reads anew. */
  read(variable: Variable): string {
    const { name } = variable;
    const known = this.#reads.get(name);
    if (known !== undefined) return known;
    const read = this.#graph.node('ReadVariableOp', `${name}/read`, [this.handle(variable)], {
      dtype: float32,
    });
    this.#reads.set(name, read);
    return read;
  }

  /**
   * Adds the nodes by which variables are set from outside. Each takes memory of its own, for what is fed may lie in
   * memory of the host that goes when the call ends.
   */
  addImports(variables: readonly Variable[]): readonly Import[] {
    return importLayouts(variables).map((layout) => {
      // TensorFlow makes an example of what it is fed as it optimizes a graph, as large as is said here.
      const attributes = { dtype: float32, shape: { dims: [-1] } };
      const feeds = layout.lists.map(() => this.#graph.node('Placeholder', 'import/list', [], attributes));
      return { layout, feeds, done: this.#assign(layout.variables, this.#parts(layout, feeds)) };
    });
  }

  /** The numbers of each variable. */
  #parts({ kind, variables, offsets }: ImportLayout, feeds: readonly string[]): readonly string[] {
    const graph = this.#graph;
    const [feed = ''] = feeds;
    if (kind === 'huge') {
      const types = { T: float32, Tidx: { type: 'int32' }, N: { int: feeds.length } } as const;
      return [graph.node('ConcatV2', 'import/joined', [...feeds, graph.int(0)], types)];
    }
    const sizes = variables.map((variable) => elementsOf([variable]));
    if (kind === 'small') {
      const inputs = [feed, graph.ints([1, ...sizes]), graph.int(0)];
      const types = { T: float32, Tlen: { type: 'int32' }, num_split: { int: 1 + sizes.length } } as const;
      const split = graph.node('SplitV', 'import/split', inputs, types);
      return sizes.map((_, index) => `${split}:${index + 1}`);
    }
    const types = { T: float32, Index: { type: 'int32' } } as const;
    let after: readonly string[] = [];
    return sizes.map((size, index) => {
      const inputs = [feed, graph.ints([offsets[index] ?? 0]), graph.ints([size]), ...after];
      const part = graph.node('Slice', 'import/part', inputs, types);
      after = [`^${part}`];
      return part;
    });
  }

  /** Gives a scalar that is there once variables have taken numbers, in their own shapes. */
  #assign(variables: readonly Variable[], numbers: readonly string[]): string {
    const graph = this.#graph;
    const types = { T: float32, Tshape: { type: 'int32' } } as const;
    const assigned = variables.map((variable, index) => {
      const { name, shape } = variable;
      const flat = numbers[index] ?? '';
      const value =
        shape.length === 1 ? flat : graph.node('Reshape', `${name}/shaped`, [flat, graph.ints(shape)], types);
      return graph.node('AssignVariableOp', `${name}/assign`, [this.handle(variable), value], {
        dtype: float32,
      });
    });
    const inputs = [graph.int(1), ...assigned.map((name) => `^${name}`)];
    return graph.node('Identity', 'import/done', inputs, { T: { type: 'int32' } });
  }
}
