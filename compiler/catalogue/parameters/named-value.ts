import type { Entry } from '../entry/entry.ts';
import { defaultsOf } from './defaults-of.ts';
import type { LayerParams, ParameterTable, ParamsOf } from './parameters.ts';

/** One of Keras's objects that a parameter takes: its words stand for it with the defaults of its parameters. */
export interface NamedValueDefinition<V> extends Entry<ParameterTable> {
  make(params: LayerParams): V;
}

/** Declares one, its parameters typed by their table. */
export function defineNamedValue<V, const T extends ParameterTable>(
  definition: Entry<T> & { make(params: ParamsOf<T>): V },
): NamedValueDefinition<V> {
  return definition;
}

/** What a word, or a class without arguments, stands for. */
export const plainValue = <V>(definition: NamedValueDefinition<V>): V =>
  definition.make(defaultsOf(definition.params));
