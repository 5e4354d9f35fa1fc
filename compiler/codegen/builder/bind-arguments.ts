import type { Argument, Call, WeightsDeclaration } from '../../../grammar/ast.ts';
import type { ParameterSpec, ParameterValue } from '../../catalogue/parameters/parameters.ts';
import { presetsOf } from '../../expand/declare-weights.ts';
import type { CodeArgument } from '../model/call.ts';
import type { CodeExpression } from '../model/expression.ts';
import type { Target } from './callees.ts';
import { inputNames } from './inputs-and-outputs.ts';
import { expressionOf } from './expressions.ts';
import { isFixed } from './is-fixed.ts';
import type { Spec } from './spec.ts';

/** Arguments by parameter, and how many have been taken by position, those of aliases below included. */
export interface BoundArguments {
  readonly arguments: readonly CodeArgument[];
  readonly positional: number;
}

/** Gives each argument of a call, but for tensors, to its parameter. */
export function bindArguments(call: Call, target: Target, spec: Spec): BoundArguments {
  return target.type === 'layer' ? bindLayer(call, target, spec) : bindBody(call, target, spec);
}

function bindLayer(call: Call, target: Extract<Target, { type: 'layer' }>, spec: Spec): BoundArguments {
  const { params } = target.definition;
  const names = Object.keys(params);
  const given = (call.arguments ?? []).filter(({ name }) => name?.text !== 'with');
  const named = nameAll(given, names, target.positional);
  const facts = spec.facts.layersAt(call.span);
  const bound = named.arguments.map(({ name, argument }): CodeArgument => {
    const value = expressionOf(argument.value, spec);
    const parameter = Object.hasOwn(params, name) ? params[name] : undefined;
    const constant = isFixed(value) ? constantOf(parameter, value, facts[0]?.params[name]) : undefined;
    return { name, value, ...(parameter && { parameter }), ...(constant !== undefined && { constant }) };
  });
  return { arguments: bound, positional: named.positional };
}

/** What a value is read as; an axis stays as Keras counts them. */
function constantOf(
  parameter: ParameterSpec | undefined,
  value: CodeExpression,
  seen: ParameterValue | undefined,
): ParameterValue | undefined {
  if (parameter?.type !== 'axis') return seen;
  if (value.type === 'number') return value.value;
  const isNegative = value.type === 'unary' && value.operator === '-' && value.operand.type === 'number';
  return isNegative ? -value.operand.value : undefined;
}

function bindBody(call: Call, target: Extract<Target, { type: 'body' }>, spec: Spec): BoundArguments {
  const { declaration } = target;
  const names = declaration.parameters.map(({ name }) => name.text);
  const [, ...inputs] = inputNames(declaration);
  const isOwn = ({ name }: Argument): boolean =>
    name === undefined ||
    names.includes(name.text) ||
    !(inputs.includes(name.text) || (declaration.type === 'model' && name.text === 'weights'));
  const named = nameAll((call.arguments ?? []).filter(isOwn), names, target.positional);
  const bound = named.arguments.map(({ name, argument: { value } }) => argumentOf(name, value, target, spec));
  const given = new Set(bound.map(({ name }) => name));
  const set = weightSetOf(call, target, spec);
  const presets = set === undefined ? [] : presetsOf(set, names);
  const others = presets.filter(({ key }) => !given.has(key.text));
  return {
    arguments: [...bound, ...others.map(({ key, value }) => argumentOf(key.text, value, target, spec))],
    positional: named.positional,
  };
}

function argumentOf(
  name: string,
  value: Argument['value'],
  { declaration }: Extract<Target, { type: 'body' }>,
  spec: Spec,
): CodeArgument {
  const parameter = declaration.parameters.find((one) => one.name.text === name);
  const bound = parameter && spec.declaredAt(parameter.name);
  return { name, value: expressionOf(value, spec), ...(bound && { symbol: spec.symbolOf(bound) }) };
}

/** The set of weights that a model begins with here. */
function weightSetOf(
  { arguments: given = [] }: Call,
  { declaration }: Extract<Target, { type: 'body' }>,
  spec: Spec,
): WeightsDeclaration | undefined {
  const value = given.find(({ name }) => name?.text === 'weights')?.value;
  const [word] = value?.type === 'path' ? value.segments : [];
  if (declaration.type !== 'model' || word?.type !== 'name') return undefined;
  const set = spec.meaningOf(word)?.declaration;
  return set?.type === 'weights' ? set : undefined;
}

function nameAll(
  given: readonly Argument[],
  names: readonly string[],
  taken: number,
): {
  readonly arguments: readonly { readonly name: string; readonly argument: Argument }[];
  readonly positional: number;
} {
  let positional = taken;
  const named = given.map((argument) => ({
    name: argument.name?.text ?? names[positional++] ?? '',
    argument,
  }));
  return { arguments: named, positional };
}
