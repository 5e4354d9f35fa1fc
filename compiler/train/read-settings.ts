import type { Entry } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import {
  keysIn,
  type PhaseKey,
  phaseSettings,
  type PhaseSettings,
  settings,
} from '../catalogue/settings/registry.ts';
import type { Place } from '../expand/place.ts';
import { readEntry } from '../expand/read-entries.ts';
import { readMonitor } from './resolve-monitor.ts';
import { readWeightPaths } from './read-weight-paths.ts';
import { resolveOptimizer } from './resolve-optimizer.ts';

type Values = { readonly [K in PhaseKey]?: Required<PhaseSettings>[K] | null };

/** What a train block sets for its phases, or a phase for itself. */
export interface Settings {
  /** `null` for `none`. */
  readonly values: Values;
  /** Where what is written stands, be it at fault or not. */
  readonly places: Readonly<Partial<Record<PhaseKey, Span>>>;
  /** Something that is written is at fault, which has been reported. */
  readonly faulty: boolean;
}

/** Reads what a train block or a phase sets. */
export function readSettings(
  section: 'train' | 'phase',
  entries: Partial<Record<PhaseKey, Entry>>,
  place: Place,
): Settings {
  const read = keysIn(section).flatMap((key) => {
    const entry = entries[key];
    return entry === undefined
      ? []
      : [{ key, span: entry.value.span, value: readSetting(key, entry, place) }];
  });
  return {
    values: Object.fromEntries(read.map(({ key, value }) => [key, value])),
    places: Object.fromEntries(read.map(({ key, span }) => [key, span])),
    faulty: read.some(({ value }) => value === undefined),
  };
}

function readSetting(key: PhaseKey, entry: Entry, place: Place) {
  const { accepts } = settings[key];
  if (accepts.type === 'optimizer') return resolveOptimizer(entry, place);
  if (accepts.type === 'factors' || accepts.type === 'paths')
    return readWeightPaths(entry, accepts.type === 'factors', place);
  return accepts.type === 'measure' ? readMonitor(entry, place) : readEntry(entry, accepts, place);
}

/** What a phase sets over what its train block does. */
export const withInherited = (own: Settings, inherited: Settings): Settings => ({
  values: { ...inherited.values, ...own.values },
  places: { ...inherited.places, ...own.places },
  faulty: own.faulty || inherited.faulty,
});

/** Settings of a phase that have to be given and are written nowhere. */
export const missingIn = ({ places }: Settings): readonly PhaseKey[] =>
  phaseSettings
    .filter(({ kind, default: preset }) => preset === undefined && places[kind] === undefined)
    .map(({ kind }) => kind);

/** What a phase is set to; undefined where something is missing or at fault, which has been reported. */
export function settingsOf({ values, faulty }: Settings): PhaseSettings | undefined {
  const given = Object.fromEntries(
    phaseSettings.flatMap(({ kind, default: preset = null }) =>
      values[kind] === undefined || values[kind] === null || values[kind] === preset
        ? []
        : [[kind, values[kind]]],
    ),
  );
  return !faulty && isComplete(given) ? given : undefined;
}

const isComplete = (given: Values): given is PhaseSettings =>
  phaseSettings.every(({ kind, default: preset }) => preset !== undefined || given[kind] !== undefined);
