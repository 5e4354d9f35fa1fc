import type { Call } from '../../grammar/ast.ts';
import { type Constant, type Given, describe, numberConstant } from './constant.ts';
import type { FunctionName } from './function-names.ts';
import { type Place, known } from './place.ts';

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

function length(values: readonly Constant[]): Result {
  const [value] = values;
  if (values.length !== 1 || value === undefined)
    return `takes one list, but gets ${values.length} arguments`;
  if (value.type === 'list' || value.type === 'tuple') return numberConstant(value.items.length);
  if (value.type === 'string') return numberConstant([...value.value].length);
  return `takes a list, but gets ${describe(value)}`;
}

const functions: Readonly<Record<FunctionName, (values: readonly Constant[]) => Result>> = {
  min: onMany(Math.min),
  max: onMany(Math.max),
  round: onOne(roundHalfEven),
  floor: onOne(Math.floor),
  ceil: onOne(Math.ceil),
  len: length,
};

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
  const result = functions[name](values);
  return typeof result === 'string' ? place.reporter.report('CNN123', call.span, [name, result]) : result;
}
