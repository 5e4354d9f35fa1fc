import type { ConcreteGraph } from '../graph/graph.ts';
import type { Weight } from '../catalogue/layers/define-layer.ts';
import { penaltyOnWeight } from '../catalogue/regularizers/penalty.ts';
import type { Builder } from '../ops/builder.ts';
import type { Value, Variable } from '../ir/ir.ts';
import type { GraphVariables } from './lower-graph.ts';

/** A weight that a phase trains. */
export interface TrainedWeight {
  readonly variable: Variable;
  readonly weight: Weight;
}

/** The trainable weights of layers that are not frozen, in the order of the layers. */
export function trainedWeights(
  { layers }: ConcreteGraph,
  frozen: ReadonlySet<string>,
  variables: GraphVariables,
): readonly TrainedWeight[] {
  return layers
    .filter(({ path }) => !frozen.has(path))
    .flatMap(({ path, weights }) =>
      weights.flatMap((weight) => {
        const variable = weight.trainable ? variables.get(`${path}/${weight.name}`) : undefined;
        return variable === undefined ? [] : [{ variable, weight }];
      }),
    );
}

/** The penalties of regularizers on trained weights, each a scalar. */
export const penaltiesOn = (build: Builder, trained: readonly TrainedWeight[]): readonly Value[] =>
  trained.flatMap(({ variable, weight: { regularizer } }) =>
    regularizer === undefined ? [] : [penaltyOnWeight(build, regularizer, build.read(variable))],
  );
