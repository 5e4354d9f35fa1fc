import type { CodeCall } from '../model/call.ts';
import type { CodeParameter } from '../model/items.ts';
import type { CodeName } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeTensor } from '../model/tensor.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { frontAxes } from './front-axes.ts';
import { layerClass } from './layer-class.ts';
import { layerArguments } from './print-arguments.ts';
import { integer, printExpression, printText } from './print-expression.ts';
import { layerName, namesWithin } from './print-names.ts';
import type { Place } from './place.ts';
import { operationOf } from './operations.ts';
import { type FunctionItem, pythonName, type Unit } from './unit.ts';

const { code } = python;

/** The current tensor after a call. */
export function printCall(call: CodeCall, name: CodeName, x: Code<'python'>, place: Place): Code<'python'> {
  const others = call.inputs.map(({ tensor }) => printTensor(tensor, place));
  const kind = call.layer?.kind ?? (call.callee.type === 'layer' ? call.callee.kind : undefined);
  const operation = kind === undefined ? undefined : operationOf(kind);
  if (operation !== undefined) {
    const ranks = ranksOf(call);
    return operation({ x, others, arguments: call.layer?.arguments ?? new Map(), ranks, place });
  }
  if (kind === undefined) return printApplication(call, name, python.join([x, ...others]), place);
  const made = printLayer(call, kind, name, x, place);
  return others.length === 0 ? code`${made}(${x})` : code`${made}([${python.join([x, ...others])}])`;
}

/** A layer before it is applied to a tensor: `conv(64, name=at("conv2d"))`. */
export function printLayer(
  call: CodeCall,
  kind: string,
  name: CodeName,
  x: Code<'python'>,
  place: Place,
): Code<'python'> {
  const { callee } = call;
  const axes = frontAxes(call, kind, x, place);
  const others = call.arguments.filter((argument) => argument.name !== axes?.name);
  const given = [
    ...layerArguments(kind, others, takenBy(call, place), place),
    ...(axes === undefined ? [] : [code`${python.name(axes.name)}=${axes.value}`]),
  ];
  const called = place.naming ? [code`name=${layerName(name, place)}`] : [];
  const made =
    callee.type === 'layer'
      ? layerClass(callee.kind, place.unit)
      : place.names.of(callee.symbol, pythonName(callee.symbol));
  return code`${made}(${python.join([...given, ...called])})`;
}

/** A block or model of tensors: `residual_unit(x, 64, at=at.block("residual_unit"))`. */
function printApplication(
  call: CodeCall,
  name: CodeName,
  tensors: Code<'python'>,
  place: Place,
): Code<'python'> {
  const at = needsNames(call, place) ? [code`at=${namesFor(name, place)}`] : [];
  return code`${calleeOf(call, place)}(${python.join([tensors, ...functionArguments(call, place), ...at])})`;
}

/** Outside of a model, as in a loss, layers are called whatever comes first. */
const namesFor = (name: CodeName, place: Place): Code<'python'> =>
  place.naming ? namesWithin(name, place) : code`${place.unit.part('Names')}()`;

/** The function behind a call of a block, model or alias of one. */
export const calleeOf = ({ callee }: CodeCall, place: Place): Code<'python'> => {
  if (callee.type === 'layer') throw new RangeError(`${callee.kind} is no function`);
  return place.names.of(callee.symbol, pythonName(callee.symbol));
};

/** Whether the function behind a call names layers. */
export function needsNames({ callee }: CodeCall, place: Place): boolean {
  if (callee.type === 'layer') return false;
  const behind = functionBehind(callee.symbol, place.unit);
  return behind === undefined || takesNames(behind);
}

/** Whether a function names layers, and is given how: a loss makes none that are kept. */
export const takesNames = (item: FunctionItem): boolean =>
  item.type === 'model' || (item.names && !item.isLoss);

/** The arguments of a block or model: without a default by position, others by name. */
export function functionArguments(call: CodeCall, place: Place, named = false): readonly Code<'python'>[] {
  const { callee } = call;
  const parameters = callee.type === 'layer' ? [] : parametersOf(callee.symbol, place);
  const order = parameters.map(({ symbol }) => symbol.name);
  const taken = takenBy(call, place);
  const sorted = call.arguments.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return sorted.map(({ name, value }, index) => {
    const parameter = parameters.find(({ symbol }) => symbol.name === name);
    const printed = parameter === undefined ? printExpression(value, place) : whole(parameter, value, place);
    const own = (parameter && place.unit.shared.parameters.get(parameter.symbol)) ?? python.name(name);
    const leading = !named && order[index] === name && parameter?.default === undefined && taken.size === 0;
    return leading ? printed : code`${own}=${printed}`;
  });
}

type Value = CodeCall['arguments'][number]['value'];

/** A value for a parameter that the function takes to be whole. */
const whole = ({ symbol }: CodeParameter, value: Value, place: Place): Code<'python'> =>
  place.unit.shared.integers.hasSymbol(symbol) ? integer(value, place) : printExpression(value, place);

function parametersOf(symbol: CodeSymbol, { unit }: Place): readonly CodeParameter[] {
  return functionBehind(symbol, unit)?.parameters ?? [];
}

/** The block or model behind a symbol and its aliases. */
export function functionBehind(symbol: CodeSymbol, unit: Unit): FunctionItem | undefined {
  const base = unit.shared.factories.get(symbol)?.base;
  if (base === undefined) return unit.shared.functions.get(symbol);
  return base.type === 'layer' ? undefined : functionBehind(base.symbol, unit);
}

/** Parameters that the aliases of a call give by name, and so none may give by position. */
function takenBy({ callee }: CodeCall, place: Place): ReadonlySet<string> {
  const taken = new Set<string>();
  let symbol = callee.type === 'factory' ? callee.symbol : undefined;
  while (symbol !== undefined) {
    const factory = place.unit.shared.factories.get(symbol);
    for (const { name } of factory?.presets ?? []) taken.add(name);
    symbol = factory?.base.type === 'factory' ? factory.base.symbol : undefined;
  }
  return taken;
}

/** How many axes the inputs of a layer have, where that is the same each time. */
function ranksOf({ layer }: CodeCall): readonly number[] | undefined {
  const each = (layer?.facts ?? []).map(({ inputs }) => inputs.map(({ length }) => length));
  const [first] = each;
  return each.every((ranks) => String(ranks) === String(first)) ? first : undefined;
}

/** A tensor, or something that is shared, by its name. */
export function printTensor(tensor: CodeTensor, place: Place): Code<'python'> {
  switch (tensor.type) {
    case 'variable': {
      const name = place.names.of(tensor.symbol, tensor.symbol.name);
      const indices = tensor.indices.map((index) => integer(index, place));
      return indices.length === 0 ? name : code`${name}[${python.join(indices)}]`;
    }
    case 'output':
      return code`${place.names.of(tensor.of, tensor.of.name)}[${tensor.name}]`;
    case 'kept':
      // The path is that from the group around, as it is kept.
      return code`${place.at}.find(${printText(tensor.path, place)})`;
  }
}
