import type { CodeFactory, CodeValue } from '../model/items.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { layerClass } from './layer-class.ts';
import { layerArguments } from './print-arguments.ts';
import { type ExpressionPlace, nameOf, printExpression } from './print-expression.ts';
import { operationOf } from './operations.ts';
import { pythonName } from './unit.ts';

const { code } = python;

/** `let name = …` */
export const printValue = ({ symbol, value }: CodeValue, place: ExpressionPlace): Code<'python'> =>
  code`${nameOf(symbol, place)} = ${printExpression(value, place)}`;

/** `layer Name = Kind(…)`; nothing of a kind that is an operation to Keras, which is written where it is applied. */
export function printFactory(factory: CodeFactory, place: ExpressionPlace): readonly Code<'python'>[] {
  const { symbol, base, layer } = factory;
  const known = base.type === 'factory' ? place.unit.shared.factories.get(base.symbol)?.presets : undefined;
  const presets = factory.presets.filter((preset) => known?.includes(preset) !== true);
  if (layer !== undefined && operationOf(layer) !== undefined) return [];
  const name = place.names.of(symbol, pythonName(symbol));
  const behind =
    base.type === 'layer'
      ? layerClass(base.kind, place.unit)
      : place.names.of(base.symbol, pythonName(base.symbol));
  const given =
    layer === undefined
      ? presets.map(({ name: key, value }) => code`${python.name(key)}=${printExpression(value, place)}`)
      : layerArguments(layer, presets, new Set(), place, true);
  if (given.length === 0) return [code`${name} = ${behind}`];
  const partial = place.unit.standard('functools', 'partial');
  return [code`${name} = ${partial}(${python.join([behind, ...given])})`];
}
