import { registryOf } from '../entry/entry.ts';
import { accumulate } from './accumulate.ts';
import { balance } from './balance.ts';
import { batch } from './batch.ts';
import { by } from './by.ts';
import type { Section, SettingDefinition, SettingType, SettingValue } from './define-setting.ts';
import { epochs } from './epochs.ts';
import { folds } from './folds.ts';
import { loss } from './loss.ts';
import { md5 } from './md5.ts';
import { memory } from './memory.ts';
import { metrics } from './metrics.ts';
import { minDelta } from './min-delta.ts';
import { monitor } from './monitor.ts';
import { noDecay } from './no-decay.ts';
import { optimizer } from './optimizer.ts';
import { optimizerState } from './optimizer-state.ts';
import { testPart, trainPart, validPart } from './parts.ts';
import { patience } from './patience.ts';
import { pixels } from './pixels.ts';
import { rates } from './rates.ts';
import { recompute } from './recompute.ts';
import { seed } from './seed.ts';
import { sha256 } from './sha256.ts';
import { source } from './source.ts';
import { strict } from './strict.ts';
import { target } from './target.ts';
import { weight } from './weight.ts';

/** Every setting, by key, in the order of messages and of the reference. */
export const settings = registryOf(
  source,
  seed,
  strict,
  balance,
  trainPart,
  validPart,
  testPart,
  by,
  folds,
  epochs,
  optimizer,
  optimizerState,
  batch,
  memory,
  recompute,
  accumulate,
  rates,
  noDecay,
  monitor,
  patience,
  minDelta,
  loss,
  weight,
  metrics,
  target,
  sha256,
  md5,
  pixels,
);

type Settings = typeof settings;

/** The keys that may stand in a section. */
export type KeyIn<S extends Section> = {
  [K in keyof Settings]: S extends Settings[K]['sections'][number] ? K : never;
}[keyof Settings];

export const settingDefinitions: readonly (SettingDefinition & { readonly kind: keyof Settings })[] =
  Object.values(settings);

/** The keys that may stand in a section, in order. */
export const keysIn = <S extends Section>(section: S): readonly KeyIn<S>[] =>
  settingDefinitions.filter(({ sections }) => sections.includes(section)).map(({ kind }) => kind as KeyIn<S>);

export type PhaseKey = KeyIn<'phase'>;

type Needed = {
  [K in PhaseKey]: Settings[K] extends { readonly default: unknown } ? never : K;
}[PhaseKey];

type ValueIn<K extends PhaseKey> = Settings[K]['accepts'] extends infer T extends SettingType
  ? SettingValue<T>
  : never;

/** What a phase is set to; a setting that is at its default is left out. */
export type PhaseSettings = { readonly [K in Needed]: ValueIn<K> } & {
  readonly [K in Exclude<PhaseKey, Needed>]?: ValueIn<K>;
};

/** The settings of a phase. */
export const phaseSettings: readonly (SettingDefinition & { readonly kind: PhaseKey })[] = keysIn(
  'phase',
).map((key) => settings[key]);

/** Whether a run keeps a setting of its phases in `run.json`: one that its weights depend on, or that it was given. */
type IsKept<D> = D extends { readonly accepts: { readonly type: 'optimizer' | 'factors' | 'paths' } }
  ? false
  : D extends { readonly weights: true } | { readonly option: true }
    ? true
    : false;

export type KeptKey = { [K in PhaseKey]: IsKept<Settings[K]> extends true ? K : never }[PhaseKey];

/** The settings of a phase that a run keeps. */
export const keptSettings: readonly (SettingDefinition & { readonly kind: KeptKey })[] = phaseSettings.filter(
  (setting): setting is SettingDefinition & { readonly kind: KeptKey } =>
    !['optimizer', 'factors', 'paths'].includes(setting.accepts.type) &&
    (setting.weights === true || setting.option === true),
);
