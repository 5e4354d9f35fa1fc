import type { Callable } from './callable.ts';
import type { Constant } from './constant.ts';
import { evaluateDefinition } from './evaluate.ts';
import type { Place } from './place.ts';

/** Defines every parameter: as given, else its default, in which earlier parameters can be used. */
export function bindParameters(
  { declaration }: Callable,
  given: ReadonlyMap<string, Constant>,
  place: Place,
): void {
  for (const parameter of declaration.parameters) {
    const { name } = parameter;
    const value =
      given.get(name.text) ??
      (parameter.default === undefined ? undefined : evaluateDefinition(parameter.default, place));
    place.environment.defineValue(name, value);
  }
}
