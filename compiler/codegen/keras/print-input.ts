import type { CodeInputStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { Flow, Place } from './place.ts';
import { integer } from './print-expression.ts';

const { code } = python;

/** An input of a function: it is made, or it is a parameter, whose sizes are given names where they are used. */
export function printInput(
  statement: CodeInputStatement,
  flow: Flow,
  place: Place,
  used: ReadonlySet<CodeSymbol>,
): readonly Code<'python'>[] {
  const { symbol, sizes = [] } = statement;
  const tensor = place.names.of(symbol, symbol.name);
  flow.current = tensor;
  if (place.makes) return [code`${tensor} = ${kerasInput(statement, place, used)}`];
  const named = sizes.flatMap((size, axis) =>
    size.type === 'declared' && used.has(size.symbol) ? [{ symbol: size.symbol, axis }] : [],
  );
  if (named.length === sizes.length && named.length > 1) {
    const names = named.map(({ symbol: size }) => place.names.of(size, size.name));
    return [code`${python.join(names)} = ${tensor}.shape[1:]`];
  }
  return named.map(
    ({ symbol: size, axis }) => code`${place.names.of(size, size.name)} = ${tensor}.shape[${axis + 1}]`,
  );
}

/** `keras.Input((28, 28, 1), name="image")`; a size that nothing but the data knows is open. Where none is written it is as it came out. */
function kerasInput(
  { symbol, dtype, sizes, shapes: [made = []] }: CodeInputStatement,
  place: Place,
  used: ReadonlySet<CodeSymbol>,
): Code<'python'> {
  const known = made.map((size) => (typeof size === 'number' ? code`${size}` : code`None`));
  const written = sizes?.map((size) => {
    if (size.type === 'expected') return integer(size.value, place);
    return used.has(size.symbol) ? place.names.of(size.symbol, size.symbol.name) : code`None`;
  });
  const each = written ?? known;
  const shape = each.length === 1 ? code`(${each},)` : code`(${python.join(each)})`;
  const type = dtype === 'float32' ? [] : [code`dtype=${dtype}`];
  return code`${place.unit.root}.Input(${python.join([shape, ...type, code`name=${symbol.name}`])})`;
}
