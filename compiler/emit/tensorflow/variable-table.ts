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
  readonly nodes = new Map<string, VariableNodes>();
  readonly #handles = new Map<string, string>();
  readonly #graph: GraphBuilder;

  constructor(graph: GraphBuilder, variables: Iterable<Variable>) {
    this.#graph = graph;
    for (const variable of variables) this.#add(variable);
  }

  handle({ name }: Variable): string {
    const handle = this.#handles.get(name);
    if (handle === undefined) throw new RangeError(`the session has no variable ${name}`);
    return handle;
  }

  /** Adds a node that reads a variable within a program. */
  addRead(variable: Variable, scope: string): string {
    const inputs = [this.handle(variable)];
    return this.#graph.node('ReadVariableOp', `${scope}/${variable.name}/read`, inputs, { dtype: float32 });
  }

  #add(variable: Variable): void {
    const { name } = variable;
    const shape = { dims: variable.shape };
    const handle = this.#graph.node('VarHandleOp', name, [], { dtype: float32, shape, shared_name: name });
    this.#handles.set(name, handle);
    const value = this.addRead(variable, 'export');
    const feed = this.#graph.node('Placeholder', `import/${name}`, [], { dtype: float32, shape });
    // Of its own: the fed tensor may lie in memory of the host that goes when the call ends.
    const copy = this.#graph.node('DeepCopy', `import/${name}/copy`, [feed], { T: float32 });
    const assign = this.#graph.node('AssignVariableOp', `import/${name}/assign`, [handle, copy], {
      dtype: float32,
    });
    const inputs = [this.#graph.int(1), `^${assign}`];
    const assigned = this.#graph.node('Identity', `import/${name}/done`, inputs, { T: { type: 'int32' } });
    this.nodes.set(name, { variable, value, feed, assigned });
  }
}
