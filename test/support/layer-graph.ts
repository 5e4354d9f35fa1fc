import type { Graph, GraphInput, LayerNode, Shape } from '../../compiler/graph/graph.ts';
import { type AnyLayerDefinition, isProblem, type Problem } from '../../compiler/layers/define-layer.ts';
import type { LayerParams, ParameterValue } from '../../compiler/layers/parameters.ts';
import { layerDefinitions } from '../../compiler/layers/registry.ts';
import { compileText } from './compile-text.ts';
import { layerModel } from './layer-text.ts';
import { testSpan } from './span.ts';

/** The definition of a kind, merges included. */
export function definitionOf(kind: string): AnyLayerDefinition {
  const found = layerDefinitions.find((definition) => definition.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind}`);
  return found;
}

type Given = Readonly<Record<string, unknown>>;

/** Parameters with defaults filled in, as the resolver gives them to a definition. */
function paramsOf(definition: AnyLayerDefinition, given: Given, input: Shape): LayerParams {
  const entries = Object.entries(definition.params).map(([name, spec]): [string, ParameterValue] => {
    const value = (name in given ? given[name] : spec.default) as ParameterValue;
    if (spec.type === 'axis') {
      const axis = value as number;
      return [name, axis < 0 ? axis + input.length : axis - 1];
    }
    return [name, spec.type === 'axes' && typeof value === 'number' ? [value] : value];
  });
  return Object.fromEntries(entries);
}

/** A graph of one layer over inputs `x0`, `x1`, …; or why there is none. */
export function layerGraph(kind: string, given: Given, inputs: readonly Shape[]): Graph | Problem {
  const definition = definitionOf(kind);
  return definition.inputs === 'many'
    ? mergeGraph(definition, given, inputs)
    : textGraph(kind, given, inputs);
}

function textGraph(kind: string, given: Given, [input = []]: readonly Shape[]): Graph | Problem {
  const { value, diagnostics } = compileText(layerModel(kind, given, input));
  const mistake = diagnostics.find(({ severity }) => severity === 'error');
  if (mistake !== undefined) return { message: `${mistake.code} ${mistake.message}` };
  const [graph] = value.models;
  return graph ?? { message: 'no model' };
}

function mergeGraph(definition: AnyLayerDefinition, given: Given, shapes: readonly Shape[]): Graph | Problem {
  const inputs = shapes.map((shape, index): GraphInput => ({
    type: 'input',
    name: `x${index}`,
    dtype: 'float32',
    shape,
    span: testSpan,
  }));
  const [first = [], ...others] = shapes;
  const params = paramsOf(definition, given, first);
  const shape = definition.infer(params, first, ...others);
  if (isProblem(shape)) return shape;
  const layer: LayerNode = {
    type: 'layer',
    path: 'merge',
    definition,
    params,
    inputs,
    shape,
    weights: definition.weights?.(params, first) ?? [],
    macs: 0,
    span: testSpan,
    stack: [],
  };
  const head = { name: 'output', tensor: layer, span: testSpan };
  return { name: 'M', inputs, layers: [layer], heads: [head], span: testSpan };
}
