import type { HintKind } from '../compiler/hints/hint.ts';

/** What a person may choose, by the kind of hint: whether such ones are shown; `default`: what is taken where no argument is given. */
export type Settings = Readonly<Record<`${HintKind | 'default'}Hints`, boolean>>;

export const defaultSettings: Settings = {
  shapeHints: true,
  valueHints: true,
  costHints: true,
  defaultHints: false,
};

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
    defaultHints: chosen('defaultHints'),
  };
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
