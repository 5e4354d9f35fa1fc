import { definitionOf } from '../catalogue/layers/registry.ts';
import type { ConcreteGraph, LayerNode, Tensor } from '../graph/graph.ts';
import type { LowerContext } from '../catalogue/layers/define-layer.ts';
import { penaltyOnOutput } from '../catalogue/regularizers/penalty.ts';
import type { Regularizer } from '../catalogue/parameters/regularizer.ts';
import type { Builder } from '../ops/builder.ts';
import type { Value, Variable } from '../ir/ir.ts';
import type { SymbolicShape } from '../ir/extent.ts';

/** The weights and statistics of a graph, by name (`conv2d/kernel`), in the order of its layers. */
export type GraphVariables = ReadonlyMap<string, Variable>;

/** Makes the variables of a graph; the programs of a phase share them. */
export function graphVariables(graph: ConcreteGraph): GraphVariables {
  return new Map(
    graph.layers.flatMap((layer) =>
      layer.weights.map((weight): [string, Variable] => {
        const name = `${layer.path}/${weight.name}`;
        const role = weight.trainable ? 'weight' : 'statistic';
        const { shape, initializer, trainable } = weight;
        return [name, { name, role, shape, initializer, trainable }];
      }),
    ),
  );
}

export interface LowerOptions {
  readonly training: boolean;
  /** Paths of frozen layers. */
  readonly frozen: ReadonlySet<string>;
  /** Takes the penalties on outputs, which are part of the loss. */
  readonly penalties?: Value[];
}

/** Adds the forward pass of a graph to a program and gives the value of each tensor. */
export function lowerGraph(
  build: Builder,
  graph: ConcreteGraph,
  variables: GraphVariables,
  inputs: ReadonlyMap<string, Value>,
  options: LowerOptions,
): ReadonlyMap<Tensor, Value> {
  const values = new Map<Tensor, Value>();
  const moved = new Map<Variable, Value>();
  for (const input of graph.inputs) values.set(input, lookUp(inputs, input.name));
  for (const layer of graph.layers) {
    build.origin = layer.path;
    const [first, ...others] = layer.inputs.map((tensor) => lookUp(values, tensor));
    if (first === undefined) throw new RangeError(`${layer.path} has no input`);
    const context = lowerContext(build, layer, variables, moved, options);
    const output = definitionOf(layer).lower(context, layer.params, first, ...others);
    values.set(layer, output);
    const penalty = layer.params['activity_regularizer'] as Regularizer | null | undefined;
    if (penalty != null) options.penalties?.push(penaltyOnOutput(build, penalty, output));
  }
  return values;
}

function lowerContext(
  build: Builder,
  layer: LayerNode,
  variables: GraphVariables,
  moved: Map<Variable, Value>,
  { training, frozen }: LowerOptions,
): LowerContext {
  const owner = layer.sharesWith ?? layer.path;
  const variable = (name: string): Variable => lookUp(variables, `${owner}/${name}`);
  let noises = 0;
  return {
    build,
    training,
    frozen: frozen.has(owner),
    weight: (name) => {
      const read = variable(name);
      return moved.get(read) ?? build.read(read);
    },
    update: (name, value) => {
      const updated = variable(name);
      moved.set(updated, value);
      build.update(updated, value);
    },
    noise: (shape: SymbolicShape, distribution) =>
      build.input(
        `noise/${layer.path}${noises++ === 0 ? '' : `/${noises}`}`,
        { shape, dtype: 'float32' },
        { kind: 'noise', distribution },
      ),
  };
}

function lookUp<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`nothing is known of ${JSON.stringify(key)}`);
  return value;
}
