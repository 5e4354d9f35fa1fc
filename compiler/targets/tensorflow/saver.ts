import type { Variable } from '../../ir/ir.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Saver } from './graph-def.ts';
import type { VariableTable } from './variable-table.ts';

const text = { type: 'string' } as const;
const float32 = { type: 'float32' } as const;

/** Adds the nodes that write variables to a checkpoint and read them back, each under its own name. */
export function addSaver(graph: GraphBuilder, table: VariableTable, variables: readonly Variable[]): Saver {
  const filename = graph.node('Placeholder', 'save/filename', [], { dtype: text, shape: { dims: [] } });
  const names = graph.texts(variables.map(({ name }) => name));
  const slices = graph.texts(variables.map(() => ''));
  const dtypes = { types: variables.map(() => 'float32' as const) };
  const reads = variables.map((variable) => table.read(variable));
  const write = graph.node('SaveV2', 'save/write', [filename, names, slices, ...reads], { dtypes });
  const saved = graph.node('Identity', 'save/written', [filename, `^${write}`], { T: text });
  const restored = graph.node('RestoreV2', 'save/read', [filename, names, slices], { dtypes });
  const assigned = variables.map((variable, index) =>
    graph.node(
      'AssignVariableOp',
      `save/${variable.name}/assign`,
      [table.handle(variable), `${restored}:${index}`],
      {
        dtype: float32,
      },
    ),
  );
  const restore = graph.node(
    'NoOp',
    'save/restore_all',
    assigned.map((name) => `^${name}`),
  );
  return { filename: `${filename}:0`, save: `${saved}:0`, restore };
}
