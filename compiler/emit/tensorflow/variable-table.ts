import type { Variable } from '../../program/ir.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** The nodes of a variable that a session is asked for from outside a program. */
export interface VariableNodes {
  readonly variable: Variable;
  /** What it holds. */
  readonly value: string;
  /** Where a new value is fed. */
  readonly feed: string;
  /** The node that takes it. */
  readonly assign: string;
}

const float32 = { type: 'float32' } as const;

/** The variables of a graph, each under its own name in the session. */
export class VariableTable {
  readonly #handles = new Map<string, string>();
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

  /** Adds a node that reads a variable. */
  addRead(variable: Variable, scope: string): string {
    const inputs = [this.handle(variable)];
    return this.#graph.node('ReadVariableOp', `${scope}/${variable.name}/read`, inputs, { dtype: float32 });
  }

  /** Adds the nodes by which a variable is read and set from outside. */
  addPorts(variable: Variable): VariableNodes {
    const graph = this.#graph;
    const { name } = variable;
    const value = this.addRead(variable, 'export');
    const feed = graph.node('Placeholder', `import/${name}`, [], {
      dtype: float32,
      shape: { dims: variable.shape },
    });
    // Of its own: the fed tensor may lie in memory of the host that goes when the call ends.
    const copy = graph.node('DeepCopy', `import/${name}/copy`, [feed], { T: float32 });
    const inputs = [this.handle(variable), copy];
    const assign = graph.node('AssignVariableOp', `import/${name}/assign`, inputs, { dtype: float32 });
    return { variable, value, feed, assign };
  }

  /** Adds a scalar that is there once nodes have run. */
  addDone(wish: string, after: readonly string[]): string {
    const inputs = [this.#graph.int(1), ...after.map((name) => `^${name}`)];
    return this.#graph.node('Identity', wish, inputs, { T: { type: 'int32' } });
  }
}
