import type { Variable } from '../../program/ir.ts';
import { large } from './chain.ts';
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
    // Copies what is fed, since that is held by the caller while this runs.
    const inputs = [this.handle(variable), feed];
    const assign = graph.node('AssignVariableOp', `import/${name}/assign`, inputs, { dtype: float32 });
    return { variable, value, feed, assign };
  }

  /** Adds a scalar that is there once nodes have run. */
  addDone(wish: string, after: readonly string[]): string {
    const inputs = [this.#graph.int(1), ...after.map((name) => `^${name}`)];
    return this.#graph.node('Identity', wish, inputs, { T: { type: 'int32' } });
  }

  /**
   * Adds a scalar that is there once every large variable has memory, one after the other, so that where they lie is no
   * accident; what they hold is not known.
   */
  addRoom(variables: readonly Variable[]): string {
    let before: readonly string[] = [];
    for (const variable of variables) {
      const { name, shape } = variable;
      if (shape.reduce((product, size) => product * size, 1) < large) continue;
      const inputs = [this.#graph.ints(shape), ...before.map((other) => `^${other}`)];
      const room = this.#graph.node('Empty', `room/${name}`, inputs, { dtype: float32, init: false });
      const held = [this.handle(variable), room];
      before = [this.#graph.node('AssignVariableOp', `room/${name}/assign`, held, { dtype: float32 })];
    }
    return this.addDone('room/done', before);
  }
}
