import { expect, test } from 'vitest';
import { activationDefinitions } from '../../../../compiler/catalogue/activations/registry.ts';
import { constraintDefinitions } from '../../../../compiler/catalogue/constraints/registry.ts';
import { type Entry, type Named, spellingsOf } from '../../../../compiler/catalogue/entry/entry.ts';
import { initializerDefinitions } from '../../../../compiler/catalogue/initializers/registry.ts';
import { layerDefinitions } from '../../../../compiler/catalogue/layers/registry.ts';
import { lossDefinitions } from '../../../../compiler/catalogue/losses/registry.ts';
import { metricDefinitions } from '../../../../compiler/catalogue/metrics/registry.ts';
import { optimizerDefinitions } from '../../../../compiler/catalogue/optimizers/registry.ts';
import type { ParameterTable } from '../../../../compiler/catalogue/parameters/parameters.ts';
import { catalogueReference } from '../../../../compiler/catalogue/reference/catalogue-reference.ts';
import { regularizerDefinitions } from '../../../../compiler/catalogue/regularizers/registry.ts';
import { settingDefinitions } from '../../../../compiler/catalogue/settings/registry.ts';
import { sourceDefinitions } from '../../../../compiler/catalogue/sources/registry.ts';
import { augmentationDefinitions } from '../../../../compiler/catalogue/steps/augmentations.ts';
import { preparationDefinitions } from '../../../../compiler/catalogue/steps/preparations.ts';

/* `npm run docs:reference` writes the file anew. */
test('docs/catalogue.md is what the entries say', async () => {
  await expect(catalogueReference()).toMatchFileSnapshot('../../../../docs/catalogue.md');
});

const withParams: readonly (readonly Entry<ParameterTable>[])[] = [
  lossDefinitions,
  metricDefinitions,
  optimizerDefinitions,
  initializerDefinitions,
  regularizerDefinitions,
  constraintDefinitions,
  sourceDefinitions,
  preparationDefinitions,
  augmentationDefinitions,
];

const others: readonly (readonly Named[])[] = [layerDefinitions, activationDefinitions, settingDefinitions];

test('every entry and parameter has a sentence', () => {
  const sentences = [
    ...[...withParams, ...others].flat().map(({ kind, doc }) => [kind, doc] as const),
    ...withParams
      .flat()
      .flatMap(({ kind, params }) =>
        Object.entries(params).map(([name, { doc }]) => [`${kind}.${name}`, doc] as const),
      ),
  ];
  expect(sentences.filter(([, doc]) => !/\.\)?$/.test(doc))).toEqual([]);
});

test('no two entries of a sort go by one name', () => {
  for (const sort of [...withParams, ...others]) {
    const names = sort.flatMap((entry) => [
      ...spellingsOf(entry),
      ...(entry.elsewhere ?? '').split(/\s+/).filter(Boolean),
    ]);
    expect(names).toEqual([...new Set(names)]);
  }
});
