import { relative } from 'node:path';
import { Source } from '../../grammar/source.ts';
import type { Texts } from '../train/identity.ts';

/** What a run's file imported, as it was; `directory`: in which the file is taken to lie. */
export const loadFromTexts =
  ({ imports }: Texts, directory: string) =>
  (path: string): Source | undefined => {
    const text = new Map(Object.entries(imports)).get(relative(directory, path));
    return text === undefined ? undefined : new Source(path, text);
  };
