import type { Variable } from '../../program/ir.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** The nodes of a variable that a session is asked for from outside a program. */
export interface VariableNodes {
  readonly variable: Variable;
  /** What it holds. */
  readonly value: string;
  /** Where a new value is fed. */
  readonly feed: string;
  /** A scalar that is there once the fed value has been taken. */
  readonly assigned: string;
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
    // Copies what is fed, since that is held by the caller while this runs.
    const inputs = [this.handle(variable), feed];
    const assign = graph.node('AssignVariableOp', `import/${name}/assign`, inputs, { dtype: float32 });
    const after = [graph.int(1), `^${assign}`];
    const assigned = graph.node('Identity', `import/${name}/done`, after, { T: { type: 'int32' } });
    return { variable, value, feed, assigned };
  }

  /** Adds a scalar that is there once every variable has memory, one after the other: of what it holds nothing is known. */
  addRoom(variables: Iterable<Variable>): string {
    let before: readonly string[] = [];
    for (const variable of variables) {
      const inputs = [this.#graph.ints(variable.shape), ...before];
      const room = this.#graph.node('Empty', `room/${variable.name}`, inputs, {
        dtype: float32,
        init: false,
      });
      const assign = this.#graph.node(
        'AssignVariableOp',
        `room/${variable.name}/assign`,
        [this.handle(variable), room],
        {
          dtype: float32,
        },
      );
      before = [`^${assign}`];
    }
    return this.#graph.node('Identity', 'room/done', [this.#graph.int(1), ...before], {
      T: { type: 'int32' },
    });
  }
}
