import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { constraintDefinitions } from '../../../compiler/catalogue/constraints/registry.ts';
import { initializerDefinitions } from '../../../compiler/catalogue/initializers/registry.ts';
import { layerDefinitions } from '../../../compiler/catalogue/layers/registry.ts';
import { lossDefinitions } from '../../../compiler/catalogue/losses/registry.ts';
import { metricDefinitions } from '../../../compiler/catalogue/metrics/registry.ts';
import { optimizerDefinitions } from '../../../compiler/catalogue/optimizers/registry.ts';
import { defaultsOf } from '../../../compiler/catalogue/parameters/defaults-of.ts';
import type { ParameterTable } from '../../../compiler/catalogue/parameters/parameters.ts';
import { regularizerDefinitions } from '../../../compiler/catalogue/regularizers/registry.ts';
import { augmentationDefinitions } from '../../../compiler/catalogue/steps/augmentations.ts';
import { preparationDefinitions } from '../../../compiler/catalogue/steps/preparations.ts';

/*
 * What is taken where nothing is said is what Keras takes: test/golden/defaults.json is made by test/golden/make_defaults.py,
 * which asks its constructors.
 */

interface Entry {
  readonly kind: string;
  readonly aliases?: readonly string[];
  readonly params: ParameterTable;
}

type Defaults = Readonly<Record<string, unknown>>;

const golden = JSON.parse(
  readFileSync(new URL('../../golden/defaults.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, Defaults>>>>;

const rooms: Readonly<Record<string, readonly Entry[]>> = {
  layers: [...layerDefinitions, ...preparationDefinitions, ...augmentationDefinitions],
  initializers: initializerDefinitions,
  regularizers: regularizerDefinitions,
  constraints: constraintDefinitions,
  optimizers: optimizerDefinitions,
  losses: lossDefinitions,
  metrics: metricDefinitions,
};

/** What is taken from the data here. */
const own = new Set(augmentationDefinitions.map(({ kind }) => `${kind}(value_range)`));

/** `glorot_uniform` and `GlorotUniform` alike. */
const bare = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** Keras's defaults of the class that an entry is called as. */
function kerasOf(room: string, { kind, aliases = [] }: Entry): Defaults {
  const names = new Set([kind, ...aliases].map(bare));
  return Object.entries(golden[room] ?? {}).find(([name]) => names.has(bare(name)))?.[1] ?? {};
}

/** A value as it is compared: a size for all axes as one number, an initializer by its name as what that makes. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const [first, ...others] = value.flat(2) as readonly unknown[];
    return value.length > 0 && others.every((each) => each === first) ? first : value;
  }
  if (typeof value !== 'string') return value;
  const named = initializerDefinitions.find(({ kind }) => bare(kind) === bare(value));
  return named === undefined ? value : named.make(defaultsOf(named.params));
}

it.each(Object.entries(rooms))('defaults of %s are those of Keras', (room, entries) => {
  const found: Record<string, unknown> = {};
  const wanted: Record<string, unknown> = {};
  for (const entry of entries) {
    const keras = kerasOf(room, entry);
    for (const [name, value] of Object.entries(defaultsOf(entry.params))) {
      const parameter = `${entry.kind}(${name})`;
      if (!Object.hasOwn(keras, name) || own.has(parameter)) continue;
      found[parameter] = plain(value);
      wanted[parameter] = plain(keras[name]);
    }
  }
  expect(Object.keys(found).length).toBeGreaterThan(0);
  expect(found).toEqual(wanted);
});
