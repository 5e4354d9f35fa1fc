import type { HintKind } from '../compiler/hints/hint.ts';

/** What a person may choose, by the kind of hint: whether such ones are shown. */
export type Settings = Readonly<Record<`${HintKind}Hints`, boolean>>;

export const defaultSettings: Settings = { shapeHints: true, valueHints: true, costHints: true };

/** Settings as an editor gives them, be they below `cnnc` or not; what it does not give, or not as a choice, is as by default. */
export function readSettings(given: unknown): Settings {
  const settings = asRecord(asRecord(given)['cnnc'] ?? given);
  const chosen = (key: keyof Settings): boolean => {
    const value = settings[key];
    return typeof value === 'boolean' ? value : defaultSettings[key];
  };
  return {
    shapeHints: chosen('shapeHints'),
    valueHints: chosen('valueHints'),
    costHints: chosen('costHints'),
  };
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
