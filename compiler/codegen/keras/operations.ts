import type { CodeArgument } from '../model/call.ts';
import type { CodeExpression } from '../model/expression.ts';
import { typeOf } from '../model/type-of.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { type ExpressionPlace, integer, printExpression } from './print-expression.ts';

const { code } = python;

/** What a layer that is no layer of Keras's is written with. */
export interface OperationCall {
  readonly x: Code<'python'>;
  readonly others: readonly Code<'python'>[];
  readonly arguments: ReadonlyMap<string, CodeArgument>;
  /** Ranks of its inputs without the batch, the current tensor first, where they are the same each time. */
  readonly ranks: readonly number[] | undefined;
  readonly place: ExpressionPlace;
}

type Row = (call: OperationCall) => Code<'python'>;

const value = ({ arguments: given, place }: OperationCall, name: string): Code<'python'> => {
  const argument = given.get(name);
  return argument === undefined ? code`None` : printExpression(argument.value, place);
};

const plain =
  (name: string, ...parameters: readonly string[]): Row =>
  (call) => {
    const values = parameters.map((parameter) => value(call, parameter));
    return code`${call.place.unit.keras('ops')}.${python.name(name)}(${python.join([call.x, ...values])})`;
  };

/** A list as the tuple that Keras wants. */
function asTuple(expression: CodeExpression, place: ExpressionPlace): Code<'python'> {
  if (expression.type !== 'list') return integer(expression, place);
  const items = expression.items.map((item) => integer(item, place));
  return items.length === 1 ? code`(${items},)` : code`(${python.join(items)})`;
}

/** The axes of a reduction; undefined where nothing is reduced. */
function axes({ arguments: given, ranks, x, place }: OperationCall): Code<'python'> | undefined {
  const argument = given.get('axis');
  if (argument !== undefined && argument.constant !== null && argument.value.type !== 'none') {
    const written = asTuple(argument.value, place);
    const isOpen = argument.constant === undefined && typeOf(argument.value).type === 'union';
    return isOpen ? code`${place.unit.part('axes_of')}(${x}) if ${written} is None else ${written}` : written;
  }
  const rank = ranks?.[0];
  if (rank === undefined) return code`${place.unit.part('axes_of')}(${x})`;
  if (rank === 0) return undefined;
  if (rank === 1) return code`1`;
  return code`(${python.join(Array.from({ length: rank }, (_, axis) => python.number(axis + 1)))})`;
}

const reduce =
  (name: string): Row =>
  (call) => {
    const over = axes(call);
    if (over === undefined) return call.x;
    const keeps = call.arguments.get('keepdims');
    const options = [
      code`axis=${over}`,
      ...(keeps === undefined || keeps.constant === false
        ? []
        : [code`keepdims=${printExpression(keeps.value, call.place)}`]),
    ];
    return code`${call.place.unit.keras('ops')}.${python.name(name)}(${python.join([call.x, ...options])})`;
  };

const sliceOf: Row = (call) => {
  const { x, arguments: given, ranks, place } = call;
  const [axis, start, size] = ['axis', 'start', 'size'].map((name) => given.get(name)?.constant);
  const rank = ranks?.[0];
  if (
    typeof axis !== 'number' ||
    typeof start !== 'number' ||
    typeof size !== 'number' ||
    rank === undefined
  ) {
    const options = ['axis', 'start', 'size'].map((name) => code`${python.name(name)}=${value(call, name)}`);
    return code`${place.unit.part('slice_axis')}(${x}, ${python.join(options)})`;
  }
  const stop = start + size === 0 ? python.empty : python.number(start + size);
  const range = code`${start === 0 ? python.empty : python.number(start)}:${stop}`;
  const before = axis < 0 ? rank + 1 + axis : axis;
  if (before === rank) return code`${x}[..., ${range}]`;
  return code`${x}[${python.join([...Array.from({ length: before }, () => code`:`), range])}]`;
};

const divide: Row = ({ x, others: [other = x], ranks, place }) => {
  if (ranks !== undefined && new Set(ranks).size === 1) return code`${x} / ${other}`;
  return code`${place.unit.keras('ops')}.divide(*${place.unit.part('same_rank')}(${x}, ${other}))`;
};

/** A comparison with a number or another tensor, as numbers. */
const compared =
  (name: string): Row =>
  (call) => {
    const { x, others, ranks, place } = call;
    const [other] = others;
    const function_ = code`${place.unit.keras('ops')}.${python.name(name)}`;
    const isOfOneRank = ranks !== undefined && new Set(ranks).size === 1;
    const both =
      other === undefined
        ? code`${x}, ${value(call, 'x2')}`
        : isOfOneRank
          ? code`${x}, ${other}`
          : code`*${place.unit.part('same_rank')}(${x}, ${other})`;
    return asFloat(code`${function_}(${both})`, call);
  };

const asFloat = (given: Code<'python'>, { place }: OperationCall): Code<'python'> =>
  code`${place.unit.keras('ops')}.cast(${given}, ${python.text('float32')})`;

const argMax: Row = (call) => {
  const axis = call.arguments.get('axis');
  const along = axis === undefined ? code`-1` : integer(axis.value, call.place);
  return asFloat(code`${call.place.unit.keras('ops')}.argmax(${call.x}, axis=${along})`, call);
};

const oneHot: Row = (call) => {
  const ops = call.place.unit.keras('ops');
  const places = code`${ops}.cast(${call.x}, ${python.text('int32')})`;
  return code`${ops}.one_hot(${places}, ${value(call, 'num_classes')})`;
};

/** Layers for which Keras has operations and no layer. */
const operations: Readonly<Record<string, Row>> = {
  Slice: sliceOf,
  ReduceMax: reduce('max'),
  ReduceMin: reduce('min'),
  ReduceMean: reduce('mean'),
  ReduceSum: reduce('sum'),
  Divide: divide,
  Clip: plain('clip', 'x_min', 'x_max'),
  Abs: plain('abs'),
  Square: plain('square'),
  Sqrt: plain('sqrt'),
  Power: plain('power', 'exponent'),
  Exp: plain('exp'),
  Log: plain('log'),
  Equal: compared('equal'),
  Greater: compared('greater'),
  GreaterEqual: compared('greater_equal'),
  Less: compared('less'),
  LessEqual: compared('less_equal'),
  ArgMax: argMax,
  OneHot: oneHot,
  StopGradient: plain('stop_gradient'),
};

/** How a kind is written that is an operation to Keras; undefined of one that is a layer. */
export const operationOf = (kind: string): Row | undefined =>
  Object.hasOwn(operations, kind) ? operations[kind] : undefined;
