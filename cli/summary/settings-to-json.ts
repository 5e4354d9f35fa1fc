import { phaseSettings } from '../../compiler/catalogue/settings/registry.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';

type Value = PhaseSpec[(typeof phaseSettings)[number]['kind']];

/** What a phase is set to, by key; an optimizer with its parameters, `null` for none. */
export const settingsToJson = (phase: PhaseSpec): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    phaseSettings.map(({ kind, default: preset = null }) => [kind, toJson(phase[kind]) ?? preset]),
  );

const toJson = (value: Value): unknown =>
  typeof value === 'object' ? { kind: value.kind, ...value.params } : value;
