import { type ConcreteGraph, isConcrete } from '../../compiler/graph/graph.ts';
import type { ConcreteShape } from '../../compiler/sizes/shape.ts';
import { compileText } from './compile-text.ts';
import { layerModel } from './layer-text.ts';

/** A graph of one layer over inputs `x0`, `x1`, …; or why there is none. */
export function layerGraph(
  kind: string,
  given: Readonly<Record<string, unknown>>,
  inputs: readonly ConcreteShape[],
): ConcreteGraph | { readonly message: string } {
  const { value, diagnostics } = compileText(layerModel(kind, given, inputs));
  const mistake = diagnostics.find(({ severity }) => severity === 'error');
  if (mistake !== undefined) return { message: `${mistake.code} ${mistake.message}` };
  const [model] = value.models;
  return model !== undefined && isConcrete(model) ? model : { message: 'there is no model of known sizes' };
}
