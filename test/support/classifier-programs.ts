import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import { optimizers } from '../../compiler/catalogue/optimizers/registry.ts';
import { buildPrograms, type PhasePrograms } from '../../compiler/lower/build-programs.ts';
import type { OptimizerSpec } from '../../compiler/catalogue/optimizers/optimizer-spec.ts';
import { testSpan } from './span.ts';

/** The programs of a phase that trains the head `label` of a model as a classifier. */
export function classifierPrograms(
  graph: ConcreteGraph,
  kind: OptimizerSpec['kind'],
  params: Readonly<Record<string, number | boolean>>,
): PhasePrograms {
  const defaults = Object.entries(optimizers[kind].params).map(
    ([name, { default: value }]) => [name, value] as const,
  );
  return buildPrograms(graph, {
    name: 'main',
    epochs: 1,
    batch: 4,
    optimizer: { kind, params: { ...Object.fromEntries(defaults), ...params }, span: testSpan },
    objectives: [
      {
        head: 'label',
        target: 'label',
        loss: { kind: 'sparse_categorical_crossentropy', params: {} },
        weight: 1,
        metrics: [{ name: 'accuracy', kind: 'sparse_categorical_accuracy' }],
        span: testSpan,
      },
    ],
    frozen: new Set(),
    span: testSpan,
  });
}
