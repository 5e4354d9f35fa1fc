import type { Argument } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { rename } from '../diagnostics/rename.ts';
import { applicationWords } from '../foreign/applications.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { suggest } from '../foreign/suggest.ts';
import { acceptArgument } from './accept-argument.ts';
import { withComma } from './foreign-arguments.ts';
import { type Callable, type CallableArguments, noArguments, inputsOf } from './callable.ts';
import { type Constant, formatConstant, type Given } from './constant.ts';
import { evaluate } from './evaluate.ts';
import { checkCount } from './check-count.ts';
import { maximumArguments } from './limits.ts';
import type { Place } from './place.ts';

/** Gives each argument of a block or model to its parameter; `preset` is what aliases have given. */
export const bindCallable = (
  callable: Callable,
  args: readonly Argument[],
  place: Place,
  preset: CallableArguments = noArguments,
): CallableArguments => bind(callable, args, place, preset, (argument) => evaluate(argument.value, place));

/** The same of arguments that have been evaluated. */
export const bindGiven = (
  callable: Callable,
  given: readonly Given[],
  place: Place,
  preset: CallableArguments = noArguments,
): CallableArguments =>
  bind(
    callable,
    given.map(({ argument }) => argument),
    place,
    preset,
    (argument) => given.find((each) => each.argument === argument)?.value,
  );

function bind(
  callable: Callable,
  args: readonly Argument[],
  place: Place,
  preset: CallableArguments,
  valueOf: (argument: Argument) => Constant | undefined,
): CallableArguments {
  const values = new Map<string, Constant>();
  const seen = new Set<string>();
  let { positional } = preset;
  let faulty = !checkCount('arguments', args, maximumArguments, place);
  if (faulty) return { ...preset, positional, faulty };
  const spans = new Map(preset.spans);
  const parameters = new Set(callable.declaration.parameters.map((parameter) => parameter.name.text));
  let named = false;
  for (const argument of args) {
    named ||= argument.name !== undefined;
    const name = nameOf(callable, argument, args, positional, named, place);
    if (argument.name === undefined) positional++;
    const fits =
      name !== undefined && checkParameter(callable, parameters, name, argument, args, seen, place);
    const given = fits ? valueOf(argument) : undefined;
    const value = name === undefined ? undefined : acceptArgument(callable, name, argument, given, place);
    if (!fits || value === undefined) faulty = true;
    else {
      values.set(name, value);
      spans.set(name, argument.value.span);
    }
  }
  return { values: new Map([...preset.values, ...values]), positional, spans, faulty };
}

function nameOf(
  { declaration }: Callable,
  argument: Argument,
  all: readonly Argument[],
  index: number,
  named: boolean,
  { reporter }: Place,
): string | undefined {
  if (argument.name !== undefined) return argument.name.text;
  const owner = declaration.name.text;
  if (named) return reporter.anywhere.report('CNN110', argument.span, [owner]);
  const { length: most } = declaration.parameters;
  if (index !== most) return declaration.parameters[index]?.name.text;
  const more = all.slice(all.indexOf(argument)).filter(({ name }) => name === undefined).length;
  return reporter.anywhere.report('CNN111', argument.span, [owner, most, index + more]);
}

function checkParameter(
  callable: Callable,
  names: ReadonlySet<string>,
  name: string,
  argument: Argument,
  all: readonly Argument[],
  seen: Set<string>,
  { reporter }: Place,
): boolean {
  if (seen.has(name)) reporter.anywhere.report('CNN109', argument.span, [name]);
  else {
    seen.add(name);
    if (names.has(name)) return true;
    if (name === 'weights') {
      const { type, name: owner } = callable.declaration;
      const reason =
        type === 'block' ? `\`${owner.text}\` is a block, not a model` : 'this applies no model yet';
      reporter.report('CNN443', argument.span, [reason, owner.text]);
      return false;
    }
    const inputs = inputsOf(callable)
      .slice(1)
      .map((input) => input.name.text);
    const span = argument.name?.span ?? argument.span;
    const foreign = foreignWord(applicationWords, name);
    const owner = callable.declaration.name.text;
    if (foreign !== undefined && callable.declaration.type === 'model') {
      const use = {
        word: span,
        whole: argument.span,
        cut: withComma(argument, all),
        value: argument.value.span,
      };
      reporter.anywhere.report('CNN107', span, [owner, name, undefined], foreignFix(foreign, use));
      return false;
    }
    const suggestion = suggest(name, [...names, ...inputs]);
    const edits = rename(span, suggestion);
    const notes = [`its parameters are ${[...names].join(', ') || 'none'}`];
    reporter.anywhere.report('CNN107', span, [owner, name, suggestion], { edits, notes });
  }
  return false;
}

/** Arguments that the expansion stack shows. */
const shownArguments = 12;

/** An application as the expansion stack shows it: `ResidualUnit(128, strides=2)`. */
export function writeApplication(
  { declaration }: Callable,
  { values, positional }: CallableArguments,
): string {
  const given = declaration.parameters.flatMap(({ name: { text } }, index) => {
    const value = values.get(text);
    if (value === undefined) return [];
    return [index < positional ? formatConstant(value) : `${text}=${formatConstant(value)}`];
  });
  if (given.length === 0) return declaration.name.text;
  const shown = given.length > shownArguments ? [...given.slice(0, shownArguments), '…'] : given;
  return `${declaration.name.text}(${shown.join(', ')})`;
}

/** Whether every parameter without a default has a value; those that have none are reported, where no argument is at fault. */
export function hasAllParameters(
  { declaration: { name, parameters } }: Callable,
  { values, faulty }: CallableArguments,
  span: Span,
  { reporter }: Place,
): boolean {
  const missing = parameters
    .filter((parameter) => parameter.default === undefined && !values.has(parameter.name.text))
    .map((parameter) => parameter.name.text);
  if (missing.length === 0 || faulty) return missing.length === 0;
  const given = missing.map((each) => `${each}=…`).join(', ');
  reporter.anywhere.report('CNN108', span, [name.text, missing], { fix: `give \`${given}\`` });
  return false;
}
