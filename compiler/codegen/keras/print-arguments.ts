import { layerDefinition } from '../../catalogue/layers/registry.ts';
import type { CodeArgument } from '../model/call.ts';
import type { CodeExpression } from '../model/expression.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { type ExpressionPlace, integer, printExpression, printObject } from './print-expression.ts';

const { code } = python;

/** Parameters that Keras's users give by position. */
const positional = new Set(
  `filters kernel_size units pool_size rate target_shape dims n size height width cropping padding scale
  stddev`.split(/\s+/),
);

/** `Activation("relu")`, but `Dense(10, activation="relu")`. */
const isPositional = (name: string, index: number): boolean =>
  index < 2 && (positional.has(name) || (index === 0 && name === 'activation'));

/** Values that Keras has as tuples. */
const tuples = new Set(['sizes', 'shape', 'axes', 'margins']);
const whole = new Set([...tuples, 'integer', 'axis']);

/**
 * The arguments of a layer of Keras's: the first by position as far as people write them so, unless an alias has given them
 * (`taken`). `shared`: whether more than one layer will have them.
 */
export function layerArguments(
  kind: string,
  given: readonly CodeArgument[],
  taken: ReadonlySet<string>,
  place: ExpressionPlace,
  shared = false,
): readonly Code<'python'>[] {
  const order = Object.keys(layerDefinition(kind)?.params ?? {});
  const sorted = given.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  let inOrder = true;
  return sorted.map((argument, index) => {
    const { name } = argument;
    inOrder &&= !shared && order[index] === name && isPositional(name, index);
    inOrder &&= order.slice(0, index + 1).every((each) => !taken.has(each));
    const value = layerValue(kind, argument, place, shared);
    return inOrder ? value : code`${python.name(name)}=${value}`;
  });
}

function layerValue(
  kind: string,
  { name, value, parameter }: CodeArgument,
  place: ExpressionPlace,
  shared: boolean,
): Code<'python'> {
  if (name === 'noise_shape') return behindBatch(value, place);
  if (value.type === 'object' && !shared) return printObject(value, place);
  const type = parameter?.type ?? layerDefinition(kind)?.params[name]?.type ?? '';
  if (tuples.has(type) && value.type === 'list') return tupleOf(value, place);
  return whole.has(type) ? integer(value, place) : printExpression(value, place);
}

/** A list of lists as tuples of tuples. */
function tupleOf(value: CodeExpression, place: ExpressionPlace): Code<'python'> {
  if (value.type !== 'list') return integer(value, place);
  const items = value.items.map((item) => tupleOf(item, place));
  return items.length === 1 ? code`(${items},)` : code`(${python.join(items)})`;
}

/** A shape without the batch, which Keras wants with it. */
function behindBatch(value: CodeExpression, place: ExpressionPlace): Code<'python'> {
  if (value.type === 'none') return code`None`;
  if (value.type !== 'list') return code`(None, *${integer(value, place)})`;
  return code`(${python.join([code`None`, ...value.items.map((item) => integer(item, place))])})`;
}
