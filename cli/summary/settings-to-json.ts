import { phaseSettings } from '../../compiler/catalogue/settings/registry.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';

type Value = PhaseSpec[(typeof phaseSettings)[number]['kind']];

/** What a phase is set to, by key; an optimizer with its parameters, `null` for none. */
export const settingsToJson = (phase: PhaseSpec): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    phaseSettings.map(({ kind, default: preset = null }) => [kind, toJson(phase[kind]) ?? preset]),
  );

function toJson(value: Value): unknown {
  if (typeof value !== 'object') return value;
  if ('params' in value) return { kind: value.kind, ...withoutPlaces(value.params) };
  return value.map(({ path, factor }) => ({ path, factor }));
}

/** Parameters without the places where they are written. */
const withoutPlaces = (value: object): object =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'span' ? undefined : each))) as object;
