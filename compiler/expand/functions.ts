import type { Call } from '../../grammar/ast.ts';
import { atLeast } from '../sizes/condition.ts';
import { type Size, symbolsOf } from '../sizes/size.ts';
import {
  type Constant,
  type Given,
  describe,
  numberConstant,
  sizeConstant,
  weightIn,
  weightOf,
} from './constant.ts';
import type { FunctionName } from './function-names.ts';
import { maximumLength } from './limits.ts';
import { factsAt, type Place, known, spend } from './place.ts';
import { toSize } from './symbolic-operators.ts';

type Result = Constant | string;

/** Half to even, as Python's `round`. */
function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  if (rest !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

const onOne =
  (operation: (value: number) => number) =>
  (values: readonly Constant[]): Result => {
    const [value] = values;
    if (values.length !== 1 || value === undefined) return `takes one number, but gets ${values.length}`;
    return value.type === 'number'
      ? numberConstant(operation(value.value))
      : `takes a number, but gets ${describe(value)}`;
  };

const onMany =
  (pick: (...values: number[]) => number) =>
  (values: readonly Constant[]): Result => {
    const [only] = values;
    const items = values.length === 1 && only?.type === 'list' ? only.items : values;
    if (items.length === 0) return 'needs a number at least';
    const numbers: number[] = [];
    for (const item of items) {
      if (item.type !== 'number') return `takes numbers, but gets ${describe(item)}`;
      numbers.push(item.value);
    }
    return numberConstant(numbers.reduce((best, value) => pick(best, value)));
  };

const extentOf = (value: Constant): number =>
  value.type === 'string' ? value.value.length : weightOf(value);

function length(values: readonly Constant[]): Result {
  const [value] = values;
  if (values.length !== 1 || value === undefined)
    return `takes one list, but gets ${values.length} arguments`;
  if (value.type === 'list' || value.type === 'tuple') return numberConstant(value.items.length);
  if (value.type === 'string') return numberConstant([...value.value].length);
  return `takes a list, but gets ${describe(value)}`;
}

/** Each item of a list with the one before it, as Python's `pairwise`. */
function pairwise(values: readonly Constant[]): Result {
  const [list] = values;
  if (values.length !== 1 || list === undefined) return `takes one list, but gets ${values.length} arguments`;
  if (list.type !== 'list' && list.type !== 'tuple') return `takes a list, but gets ${describe(list)}`;
  const pairs = list.items.slice(1).map((item, index): Constant => {
    const items = [list.items[index] ?? item, item];
    return { type: 'tuple', items, weight: weightIn(items) };
  });
  const weight = weightIn(pairs);
  if (weight > maximumLength) return `makes a list that is too long (the limit is ${maximumLength})`;
  return { type: 'list', items: pairs, weight };
}

const functions: Readonly<Record<FunctionName, (values: readonly Constant[]) => Result>> = {
  min: onMany(Math.min),
  max: onMany(Math.max),
  round: onOne(roundHalfEven),
  floor: onOne(Math.floor),
  ceil: onOne(Math.ceil),
  len: length,
  pairwise,
};

/** A function of sizes of which one at least is symbolic. */
function callSymbolic(
  call: Call,
  name: FunctionName,
  values: readonly Constant[],
  place: Place,
): Constant | undefined {
  const [first, ...others] = values.map(toSize);
  const report = (reason: string): undefined => place.reporter.report('CNN123', call.span, [name, reason]);
  const wrong = values.find((value) => value.type !== 'number' && value.type !== 'symbolic');
  if (first === undefined || wrong !== undefined) {
    return report(`takes numbers${wrong === undefined ? '' : `, but gets ${describe(wrong)}`}`);
  }
  if (name === 'len' || name === 'pairwise') return report('takes a list, but gets a symbolic size');
  if (name !== 'min' && name !== 'max') {
    return others.length === 0 ? sizeConstant(first) : report(`takes one number, but gets ${values.length}`);
  }
  let best = first;
  for (const other of others) {
    const larger = largerOf(best, other, place);
    if (larger === undefined) {
      return place.reporter.report('CNN224', call.span, [`\`${name}\``, symbolsOf(best, other)]);
    }
    best = (larger === best) === (name === 'max') ? best : other;
  }
  return sizeConstant(best);
}

function largerOf(a: Size, b: Size, place: Place): Size | undefined {
  const facts = factsAt(place);
  if (facts.decide(atLeast(a, b)).type === 'proved') return a;
  return facts.decide(atLeast(b, a)).type === 'proved' ? b : undefined;
}

/** Applies one of the language's functions. */
export function callFunction(
  call: Call,
  name: FunctionName,
  given: readonly Given[],
  place: Place,
): Constant | undefined {
  const values: Constant[] = [];
  for (const { argument, value } of given) {
    if (argument.name !== undefined) {
      return place.reporter.report('CNN123', argument.span, [name, 'takes arguments without names']);
    }
    const read = known(argument.value, value, place);
    if (read === undefined) return undefined;
    values.push(read);
  }
  if (values.some(({ type }) => type === 'symbolic')) return callSymbolic(call, name, values, place);
  const extent = values.reduce((sum, value) => sum + extentOf(value), 0);
  if (!spend(extent, call.span, place)) return undefined;
  const result = functions[name](values);
  return typeof result === 'string' ? place.reporter.report('CNN123', call.span, [name, result]) : result;
}
