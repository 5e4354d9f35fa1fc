import { Source } from '../../grammar/source.ts';
import { layers } from './layers.ts';
import { losses } from './losses.ts';

const texts: Readonly<Record<string, string>> = { 'cnn:layers': layers, 'cnn:losses': losses };

/** The names of the modules that ship with the compiler. */
export const libraryNames: readonly string[] = Object.keys(texts);

/** Libraries of the language that do not ship yet. */
export const laterLibraries: readonly string[] = ['cnn:applications'];

/** A module that ships with the compiler, by its name (`cnn:layers`). */
export function librarySource(name: string): Source | undefined {
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return text === undefined ? undefined : new Source(name, text);
}
