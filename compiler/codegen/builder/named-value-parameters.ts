import { entryNamed } from '../../catalogue/entry/entry.ts';
import { constraintDefinitions } from '../../catalogue/constraints/registry.ts';
import { initializerDefinitions } from '../../catalogue/initializers/registry.ts';
import { lossDefinitions } from '../../catalogue/losses/registry.ts';
import { optimizerDefinitions } from '../../catalogue/optimizers/registry.ts';
import type { ParameterTable } from '../../catalogue/parameters/parameters.ts';
import { regularizerDefinitions } from '../../catalogue/regularizers/registry.ts';

const definitions: readonly {
  readonly kind: string;
  readonly aliases?: readonly string[];
  readonly params: ParameterTable;
}[] = [
  ...initializerDefinitions,
  ...regularizerDefinitions,
  ...constraintDefinitions,
  ...optimizerDefinitions,
  ...lossDefinitions,
];

/** The parameters of one of Keras's objects, by its class: `HeNormal`, `L2`, `Adam`. */
export const namedValueParameters = (kind: string): ParameterTable =>
  entryNamed(definitions, kind)?.params ?? {};
