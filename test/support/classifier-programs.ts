import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import { defaultsOf } from '../../compiler/catalogue/parameters/defaults-of.ts';
import { optimizers } from '../../compiler/catalogue/optimizers/registry.ts';
import { buildPrograms, type PhasePrograms } from '../../compiler/lower/build-programs.ts';
import type { OptimizerKind } from '../../compiler/catalogue/optimizers/registry.ts';
import { testSpan } from './span.ts';

/** The programs of a phase that trains the head `label` of a model as a classifier. */
export function classifierPrograms(
  graph: ConcreteGraph,
  kind: OptimizerKind,
  params: Readonly<Record<string, number | boolean>>,
): PhasePrograms {
  return buildPrograms(graph, {
    name: 'main',
    epochs: 1,
    batch: 4,
    optimizer: { kind, params: { ...defaultsOf(optimizers[kind].params), ...params }, span: testSpan },
    objectives: [
      {
        head: 'label',
        target: 'label',
        loss: { kind: 'sparse_categorical_crossentropy', params: {} },
        weight: 1,
        metrics: [{ name: 'accuracy', kind: 'sparse_categorical_accuracy', params: {} }],
        span: testSpan,
      },
    ],
    frozen: new Set(),
    span: testSpan,
  });
}
