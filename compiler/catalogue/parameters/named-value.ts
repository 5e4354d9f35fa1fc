import { defaultsOf } from './defaults-of.ts';
import type { ParameterTable, ParamsOf } from './parameters.ts';

/** One of Keras's objects that a parameter takes: its class, its words, its parameters, and what they make. */
export interface NamedValueDefinition<V> {
  readonly name: string;
  /** Words that stand for it with the defaults of its parameters. */
  readonly words: readonly string[];
  readonly params: ParameterTable;
  make(params: Readonly<Record<string, unknown>>): V;
}

/** Declares one, its parameters typed by their table. */
export function defineNamedValue<V, const T extends ParameterTable>(definition: {
  readonly name: string;
  readonly words: readonly string[];
  readonly params: T;
  make(params: ParamsOf<T>): V;
}): NamedValueDefinition<V> {
  return definition;
}

/** The definition of a word (`he_normal`) or a class (`HeNormal`). */
export const definitionNamed = <V>(
  definitions: readonly NamedValueDefinition<V>[],
  name: string,
): NamedValueDefinition<V> | undefined =>
  definitions.find((definition) => definition.name === name || definition.words.includes(name));

/** What a word, or a class without arguments, stands for. */
export const plainValue = <V>(definition: NamedValueDefinition<V>): V =>
  definition.make(defaultsOf(definition.params));
