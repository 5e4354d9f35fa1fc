import { activations, halvingActivations } from '../activations/activation.ts';
import { constraintDefinitions } from '../constraints/registry.ts';
import { initializerWords } from '../initializers/registry.ts';
import { layerDefinitions } from '../layers/registry.ts';
import { regularizerDefinitions } from '../regularizers/registry.ts';
import { metricWords } from '../metrics/metric-names.ts';
import { lossWords } from '../losses/loss-names.ts';

const enumWords = layerDefinitions.flatMap((definition) =>
  Object.values(definition.params).flatMap((spec) => (spec.type === 'enum' ? spec.values : [])),
);

const words: ReadonlySet<string> = new Set([
  ...activations,
  ...halvingActivations,
  ...initializerWords,
  ...[...regularizerDefinitions, ...constraintDefinitions].flatMap((definition) => definition.words),
  ...enumWords,
  ...lossWords,
  ...metricWords,
  'bilinear',
  'nearest',
  'center',
  'corners',
  // What keras.applications pool by.
  'avg',
  'max',
]);

/** Whether some parameter knows a bare word. */
export const isKnownWord = (word: string): boolean => words.has(word);
