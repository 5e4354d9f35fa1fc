import { activationDefinitions } from '../catalogue/activations/registry.ts';
import { constraintDefinitions } from '../catalogue/constraints/registry.ts';
import type { Named } from '../catalogue/entry/entry.ts';
import { initializerDefinitions } from '../catalogue/initializers/registry.ts';
import { lossDefinitions } from '../catalogue/losses/registry.ts';
import { metricDefinitions } from '../catalogue/metrics/registry.ts';
import { optimizerDefinitions } from '../catalogue/optimizers/registry.ts';
import type { ParameterTable } from '../catalogue/parameters/parameters.ts';
import { regularizerDefinitions } from '../catalogue/regularizers/registry.ts';
import type { SettingType } from '../catalogue/settings/define-setting.ts';
import { scheduleDefinitions } from '../catalogue/schedules/registry.ts';
import { sourceDefinitions } from '../catalogue/sources/registry.ts';
import { splitDefinitions } from '../catalogue/splits/registry.ts';
import type { CandidateKind } from './candidate.ts';

/** An entry of the catalogue; one without parameters is a word alone. */
export type KnownEntry = Named & { readonly params?: ParameterTable; readonly inputs?: 'many' };

/** Entries of one kind. */
export interface KnownEntries {
  readonly kind: CandidateKind;
  readonly entries: readonly KnownEntry[];
}

/** Where no entry stands. */
export const noEntries: KnownEntries = { kind: 'word', entries: [] };

const byType: Readonly<Partial<Record<SettingType['type'], KnownEntries>>> = {
  activation: { kind: 'activation', entries: activationDefinitions },
  initializer: { kind: 'initializer', entries: initializerDefinitions },
  regularizer: { kind: 'regularizer', entries: regularizerDefinitions },
  constraint: { kind: 'constraint', entries: constraintDefinitions },
  loss: { kind: 'loss', entries: lossDefinitions },
  metrics: { kind: 'metric', entries: metricDefinitions },
  rate: { kind: 'schedule', entries: scheduleDefinitions },
  optimizer: { kind: 'optimizer', entries: optimizerDefinitions },
  source: { kind: 'source', entries: sourceDefinitions },
  division: { kind: 'division', entries: splitDefinitions },
};

/** What is called where a value may be whatever takes it: what a block gives on, or a name stands for. */
export const objectsAnywhere: readonly KnownEntries[] = [
  { kind: 'initializer', entries: initializerDefinitions },
  { kind: 'regularizer', entries: regularizerDefinitions },
  { kind: 'constraint', entries: constraintDefinitions },
];

/** The entries that a value of a type is one of. */
export function entriesOf(accepted: SettingType | undefined): KnownEntries {
  const known = accepted && byType[accepted.type];
  if (known === undefined || accepted?.type !== 'activation' || accepted.halving === true) {
    return known ?? noEntries;
  }
  return { ...known, entries: activationDefinitions.filter(({ halves = false }) => !halves) };
}
