import type { Argument, Call } from '../../grammar/ast.ts';
import type { Fix } from '../../grammar/diagnostic.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { type BoundModule, meantBy } from '../bind/bound-module.ts';
import { isValue } from '../bind/bound-symbol.ts';
import { surplusArgument } from '../foreign/torch-arguments.ts';
import { isKnownWord } from './vocabulary.ts';
import type { Given } from './constant.ts';

/*
 * Arguments as other frameworks write them, and what to write for them.
 */

/** An argument with the comma that goes with it. */
export function withComma(argument: Argument, all: readonly Argument[]): Span {
  const index = all.indexOf(argument);
  const before = all[index - 1]?.span;
  const after = all[index + 1]?.span;
  if (before !== undefined) return { ...argument.span, start: before.end };
  return after === undefined ? argument.span : { ...argument.span, end: after.start };
}

/** The edit that takes an argument out. */
export const leftOut = (argument: Argument, all: readonly Argument[]): Fix['edits'] & object => [
  { span: withComma(argument, all), text: '' },
];

/** The edits that take out what PyTorch wants by position of a layer, and that follows from the input here. */
export function withoutSurplus({ callee, arguments: all = [] }: Call): Fix['edits'] & object {
  const positional = all.filter(({ name }) => name === undefined);
  const index = surplusArgument(textOf(callee.span), positional.length);
  const argument = index === undefined ? undefined : positional[index];
  return argument === undefined ? [] : leftOut(argument, all);
}

/** The edits that take out the tensor to which a function is applied elsewhere: `max_pool2d(x, 2)`. */
export function withoutTensor({ arguments: all = [] }: Call, bound: BoundModule): Fix['edits'] & object {
  const [first] = all;
  if (first === undefined || first.name !== undefined || first.value.type !== 'path') return [];
  const [name, ...others] = first.value.segments;
  if (name?.type !== 'name' || others.length > 0) return [];
  const symbol = meantBy(bound, name);
  const isWord = symbol === undefined || !isValue(symbol);
  return isWord && !isKnownWord(name.text) ? leftOut(first, all) : [];
}

/** `rate=0.2` for TensorFlow's `keep_prob=0.8`, or undefined for another parameter. */
export function dropForKeep(name: string, argument: Argument, given: readonly Given[]): string | undefined {
  const value = given.find((one) => one.argument === argument)?.value;
  if (!['keep_prob', 'keep', 'keep_rate'].includes(name) || value?.type !== 'number') return undefined;
  return `rate=${Number((1 - value.value).toPrecision(12))}`;
}

/** `name="stem"` as a label before the layer: the edits. */
export function labelFor(argument: Argument, given: readonly Given[], call: Span | undefined): Fix['edits'] {
  const value = given.find((other) => other.argument === argument)?.value;
  if (call === undefined || value?.type !== 'string' || !/^[a-z_]\w*$/.test(value.value)) return undefined;
  const isLabelled = /:\s*$/.test(call.source.text.slice(0, call.start));
  const label = { span: { ...call, end: call.start }, text: `${value.value}: ` };
  return [...(isLabelled ? [] : [label]), ...leftOut(argument, argumentsOf(given))];
}

/** What was written, of what was given. */
export const argumentsOf = (given: readonly Given[]): readonly Argument[] =>
  given.map(({ argument }) => argument);

/**
 * `0,5` for a number: the argument that was meant to be its fraction. The two are written without a blank, and the
 * first is whole.
 */
export function fractionOf(argument: Argument, given: readonly Given[]): Argument | undefined {
  const next = given[given.findIndex((other) => other.argument === argument) + 1]?.argument;
  if (next === undefined || next.name !== undefined || !/^\d+$/.test(textOf(argument.value.span)))
    return undefined;
  const { source } = argument.span;
  const between = source.text.slice(argument.span.end, next.span.start);
  return between === ',' && /^\d+$/.test(textOf(next.span)) ? next : undefined;
}
