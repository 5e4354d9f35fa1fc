import { plainActivations, halvingActivations } from '../catalogue/activations/registry.ts';
import { constraintDefinitions } from '../catalogue/constraints/registry.ts';
import { initializerDefinitions } from '../catalogue/initializers/registry.ts';
import { layerDefinitions } from '../catalogue/layers/registry.ts';
import { regularizerDefinitions } from '../catalogue/regularizers/registry.ts';
import { metricDefinitions } from '../catalogue/metrics/registry.ts';
import { wordsOf } from '../catalogue/entry/entry.ts';
import { lossDefinitions } from '../catalogue/losses/registry.ts';

const enumWords = layerDefinitions.flatMap((definition) =>
  Object.values(definition.params).flatMap((spec) => (spec.type === 'enum' ? spec.values : [])),
);

/** Every bare word that some parameter knows. */
export const knownWords: ReadonlySet<string> = new Set([
  ...plainActivations,
  ...halvingActivations,
  ...[...initializerDefinitions, ...regularizerDefinitions, ...constraintDefinitions].flatMap(wordsOf),
  ...enumWords,
  ...lossDefinitions.flatMap(wordsOf),
  ...metricDefinitions.flatMap(wordsOf),
  'bilinear',
  'nearest',
  'center',
  'corners',
  // What keras.applications pool by.
  'avg',
  'max',
]);

/** Whether some parameter knows a bare word. */
export const isKnownWord = (word: string): boolean => knownWords.has(word);
