import { takesLogits } from '../catalogue/losses/logits.ts';
import { losses } from '../catalogue/losses/registry.ts';
import type { Scores } from '../catalogue/metrics/define-metric.ts';
import type { Tensor } from '../graph/graph.ts';
import { headActivation } from './head-activation.ts';
import type { TargetField } from './target-field.ts';
import type { LossSpec } from './train-spec.ts';

/**
 * How the values of an output speak of classes, as its losses take them, or as it ends where these are blocks; undefined
 * where they are quantities.
 */
export function scoresOf(
  { prediction, target }: { readonly prediction: Tensor; readonly target: TargetField },
  written: readonly LossSpec[],
): Scores | undefined {
  const named = written.flatMap((loss) => {
    const activation = loss.kind === 'block' ? undefined : losses[loss.kind].activation;
    if (loss.kind === 'block' || activation === undefined) return [];
    return [{ activation, fromLogits: takesLogits(loss.params) }];
  });
  const ending = headActivation(prediction);
  const isOfBlocks = written.every(({ kind }) => kind === 'block');
  const activation =
    named[0]?.activation ??
    (isOfBlocks && (ending === 'softmax' || ending === 'sigmoid') ? ending : undefined);
  const isClass = target.type.kind === 'class' || target.type.kind === 'mask';
  const isLabels = target.type.kind === 'classes';
  if (activation === undefined && !isClass && !isLabels) return undefined;
  const several = isClass || (activation === 'softmax' && !isLabels) ? 'classes' : 'each';
  const logits = named.find(({ fromLogits }) => fromLogits)?.activation;
  return { kind: prediction.shape.at(-1) === 1 ? 'yes' : several, ...(logits && { logits }) };
}
