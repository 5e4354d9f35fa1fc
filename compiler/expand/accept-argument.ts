import type { Argument } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { libraryParameter } from '../catalogue/parameters/library-parameters.ts';
import { rename } from '../diagnostics/rename.ts';
import { isOfLibrary } from '../library/library.ts';
import type { Callable } from './callable.ts';
import { type Constant, describe } from './constant.ts';
import { asDefinition } from './evaluate.ts';
import type { Place } from './place.ts';
import { readParameter } from './read-parameter.ts';
import { truthOf } from './truth-of.ts';

/** A value that a parameter accepts: what one of the library does not is told here, where it is given. */
export function acceptArgument(
  callable: Callable,
  name: string,
  argument: Argument,
  value: Constant | undefined,
  place: Place,
): Constant | undefined {
  const { declaration } = callable;
  const type = isOfLibrary(declaration.span.source) ? libraryParameter(name) : undefined;
  const isKnown = value !== undefined && value.type !== 'symbolic' && value.type !== 'condition';
  if (type === undefined || !isKnown || isOfLibrary(argument.span.source)) {
    return asDefault(callable, name, argument, asDefinition(argument.value, value, place), place);
  }
  const parameter = declaration.parameters.find((one) => one.name.text === name);
  const otherwise = parameter?.default === undefined ? undefined : textOf(parameter.default.span);
  const what = `\`${name}\``;
  const reading = { what, value, expression: argument.value, place, otherwise };
  return readParameter(type, reading) === undefined ? undefined : value;
}

/** A value where the default is true or false: something else is told here, where it is given. */
function asDefault(
  { declaration }: Callable,
  name: string,
  { value: expression }: Argument,
  value: Constant | undefined,
  { reporter }: Place,
): Constant | undefined {
  const parameter = declaration.parameters.find((one) => one.name.text === name);
  const isTruth = value === undefined || value.type === 'boolean' || value.type === 'condition';
  if (parameter?.default?.type !== 'boolean' || isTruth) return value;
  const meant = value.type === 'none' ? false : truthOf(value);
  const text = meant === undefined ? undefined : String(meant);
  const fix = {
    fix: text === undefined ? undefined : `write \`${text}\``,
    edits: rename(expression.span, text),
  };
  return reporter.report(
    'CNN112',
    expression.span,
    [`\`${name}\``, '`true` or `false`', describe(value)],
    fix,
  );
}
