import type { Shape } from '../../sizes/shape.ts';
import type { CodeStore } from '../model/tensor.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, currentOf } from './body-place.ts';
import type { Flow } from './function-text.ts';
import type { TsCode } from './module-context.ts';
import { printExpression } from './print-expression.ts';
import { shapeComment } from './print-shapes.ts';

const { code } = ts;

/** Declares what a condition or a loop sets. */
export function printDeclare(
  symbol: CodeStore['symbol'],
  flow: Flow,
  { context, text, names }: BodyPlace,
): void {
  const name = context.nameOf(symbol, names);
  const symbolic = context.part('names', 'Symbolic');
  const applied = code`(x: ${symbolic}) => ${symbolic}`;
  const rounds = (of: TsCode): TsCode =>
    code`const ${name} = new ${context.part('rounds', 'Rounds')}<${of}>();`;
  if (symbol.kind === 'tensors') return text.add(rounds(symbolic));
  if (symbol.kind === 'shareds') return text.add(rounds(applied));
  if (symbol.kind === 'shared') return text.add(code`let ${name}: ${applied} = (x) => x;`);
  text.add(code`let ${name}: ${symbolic} = ${currentOf(flow)};`);
}

/** Puts a tensor, or something shared, where it is stored. */
export function printStore(
  store: CodeStore,
  value: TsCode,
  place: BodyPlace,
  shapes: readonly Shape[] = [],
): void {
  place.text.add(code`${storing(store, value, place)}${shapeComment(shapes)}`);
}

/** The statement that stores. */
export function storing(
  { symbol, indices, declared }: CodeStore,
  value: TsCode,
  { context, names }: BodyPlace,
): TsCode {
  const name = context.nameOf(symbol, names);
  if (symbol.kind === 'tensors' || symbol.kind === 'shareds') {
    const rounds = indices.map((index) => printExpression(index, context));
    return code`${name}.set(${ts.join([value, ...rounds])});`;
  }
  return declared ? code`${name} = ${value};` : code`const ${name} = ${value};`;
}
