import type { MetricKind, MetricSpec } from '../../catalogue/metrics/registry.ts';
import { measuresOf } from '../../train/measure-names.ts';
import type { PhaseSpec } from '../../train/train-spec.ts';
import type { CodeObjective } from './train.ts';

/** The languages that a spec is written in. */
export type CodeLanguage = 'typescript' | 'keras';

const everywhere: ReadonlySet<MetricKind> = new Set<MetricKind>([
  ...(['accuracy', 'sparse_categorical_accuracy', 'categorical_accuracy', 'binary_accuracy'] as const),
  ...(['top_k_categorical_accuracy', 'sparse_top_k_categorical_accuracy'] as const),
  ...(['mse', 'mae', 'box_iou'] as const),
]);

/** What Keras has as it is meant here, where an output is such. */
const inKeras: Readonly<Partial<Record<MetricKind, (metric: MetricSpec) => boolean>>> = {
  rmse: () => true,
  r2_score: () => true,
  log_loss: ({ scores }) => scores !== undefined,
  auc: ({ scores }) => scores?.kind !== 'classes' && scores?.logits !== 'softmax',
  precision: isOfYes,
  recall: isOfYes,
};

/** Its own look at values of yes or no. */
function isOfYes({ params, scores }: MetricSpec): boolean {
  return scores?.kind === 'yes' && scores.logits === undefined && params['class_id'] === null;
}

/** Whether a training in a language tells a metric. */
export const hasMetric = (language: CodeLanguage, metric: MetricSpec): boolean =>
  everywhere.has(metric.kind) || (language === 'keras' && inKeras[metric.kind]?.(metric) === true);

/** Whether a phase in a language keeps the weights of its best epoch, where it is to: TypeScript has the last ones. */
export function keepsBest(
  language: CodeLanguage,
  { monitor, objectives }: Pick<PhaseSpec, 'monitor' | 'objectives'>,
): boolean {
  if (language !== 'keras') return false;
  const told = objectives.map(({ head, metrics }) => ({ head, metrics: metricsIn(language, { metrics }) }));
  return measuresOf(told, true).some(({ name }) => name === monitor);
}

/** The metrics of an objective that a training in a language tells; of the others people are told. */
export const metricsIn = (
  language: CodeLanguage,
  { metrics }: Pick<CodeObjective, 'metrics'>,
): readonly MetricSpec[] => metrics.filter((metric) => hasMetric(language, metric));
