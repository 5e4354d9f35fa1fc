import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import { losses } from '../../compiler/catalogue/losses/registry.ts';
import { defaultsOf } from '../../compiler/catalogue/parameters/defaults-of.ts';
import { optimizers } from '../../compiler/catalogue/optimizers/registry.ts';
import { buildPredict, buildPrograms, type PhasePrograms } from '../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../compiler/lower/lower-graph.ts';
import type { Program } from '../../compiler/ir/ir.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { OptimizerKind } from '../../compiler/catalogue/optimizers/registry.ts';
import { testSpan } from './span.ts';

/** The programs of a phase that trains the head `label` of a model as a classifier, and the one that predicts. */
export function classifierPrograms(
  graph: ConcreteGraph,
  kind: OptimizerKind,
  params: Readonly<Record<string, number | boolean>>,
): PhasePrograms & { readonly predict: Program } {
  const phase: PhaseSpec = {
    name: 'main',
    epochs: 1,
    batch: 4,
    optimizer: { kind, params: { ...defaultsOf(optimizers[kind].params), ...params }, span: testSpan },
    objectives: [
      {
        head: 'label',
        target: 'label',
        loss: {
          kind: 'sparse_categorical_crossentropy',
          params: defaultsOf(losses.sparse_categorical_crossentropy.params),
        },
        weight: 1,
        metrics: [{ name: 'accuracy', kind: 'sparse_categorical_accuracy', params: {} }],
        span: testSpan,
      },
    ],
    frozen: new Set(),
    span: testSpan,
  };
  const weights = graphVariables(graph);
  return { ...buildPrograms(graph, phase, weights), predict: buildPredict(graph, weights) };
}
