import type { Constraint } from '../parameters/constraint.ts';
import type { Regularizer } from '../parameters/regularizer.ts';
import type { AnyLayerDefinition, Problem, Weight } from './define-layer.ts';
import type { LayerParams } from '../parameters/parameters.ts';

/**
 * Weights with the regularizers and constraints that a layer's parameters give them: `kernel_regularizer` is that of
 * `kernel`, `pointwise_constraint` that of `pointwise_kernel`.
 */
export function limitWeights(
  definition: AnyLayerDefinition,
  params: LayerParams,
  weights: readonly Weight[],
): readonly Weight[] | Problem {
  const limited: Weight[] = [];
  for (const weight of weights) {
    const word = wordOf(weight, definition);
    const regularizer = params[`${word}_regularizer`] as Regularizer | null | undefined;
    const constraint = params[`${word}_constraint`] as Constraint | null | undefined;
    const problem = constraint == null ? undefined : misfit(constraint, weight, `${word}_constraint`);
    if (problem !== undefined) return problem;
    const isFree = regularizer == null && constraint == null;
    limited.push(
      isFree
        ? weight
        : {
            ...weight,
            ...(regularizer == null ? {} : { regularizer }),
            ...(constraint == null ? {} : { constraint }),
          },
    );
  }
  return limited;
}

const words = new WeakMap<AnyLayerDefinition, Map<string, string>>();

/** What a weight is called in the names of parameters, found once for each definition. */
function wordOf(weight: Weight, definition: AnyLayerDefinition): string {
  const known = words.get(definition) ?? new Map<string, string>();
  words.set(definition, known);
  const word = known.get(weight.name) ?? findWord(weight, definition);
  known.set(weight.name, word);
  return word;
}

/** As it is, or by the first word of `pointwise_kernel`. */
function findWord({ name }: Weight, { params }: AnyLayerDefinition): string {
  const candidates = [name, name.replace(/_kernel$/, ''), 'depthwise'];
  return candidates.find((word) => Object.hasOwn(params, `${word}_initializer`)) ?? name;
}

/** Why a norm cannot be taken over the axes of a constraint. */
function misfit(constraint: Constraint, { name, shape }: Weight, parameter: string): Problem | undefined {
  const axes = constraint.kind === 'non_neg' ? [] : constraint.axes;
  const { length: rank } = shape;
  const strange = axes.find((axis) => axis < -rank || axis >= rank);
  if (strange === undefined) return undefined;
  return {
    parameter,
    message: `the ${name} [${shape.join(', ')}] has no axis ${strange}; they count from 0`,
  };
}
