import type { ConcreteGraph, LayerNode, Tensor } from '../../graph/graph.ts';
import type { Config, Json, LayerClass } from './layer-config.ts';
import { tensorName } from './tensor-name.ts';
import type { Applications } from './layer-row.ts';
import { layerRows } from './layer-rows.ts';

/** A weight of a layer: the variable that it is, and what TensorFlow.js calls it. */
export interface NamedWeight {
  readonly variable: string;
  readonly name: string;
  readonly shape: readonly number[];
}

/** A graph as a model of TensorFlow.js's layers. */
export interface LayersModel {
  /** As `model.json` says it. */
  readonly topology: Json;
  readonly weights: readonly NamedWeight[];
  /** Parts that register the classes that it names. */
  readonly parts: readonly string[];
}

/** Where a tensor comes from: a layer's name, and by which of its applications. */
type Origin = readonly [name: string, application: number];

/** Writes a graph as a model of TensorFlow.js's layers, which have the paths as their names. */
export function layersModel(graph: ConcreteGraph): LayersModel {
  const groups = applicationsOf(graph.layers);
  const origins = originsOf(graph, groups);
  const originOf = (tensor: Tensor<number>): Origin => {
    const origin = origins.get(tensor);
    if (origin === undefined) throw new RangeError('a tensor comes from nowhere');
    return origin;
  };
  const made = groups.map((applications) => {
    const [layer] = applications;
    const row = layerRows[layer.kind];
    if (row === undefined) throw new RangeError(`no layer is a ${layer.kind}`);
    return { layer, name: tensorName(layer), applications, made: row(applications) };
  });
  return {
    topology: {
      class_name: 'Functional',
      config: {
        name: graph.name,
        layers: [
          ...graph.inputs.map((input) => inputJson(originOf(input)[0], input.shape)),
          ...made.map(({ name, applications, made: { className, config } }) =>
            layerJson(className, { name, trainable: true, ...config }, [
              ...applications.map(({ inputs }) => inputs.map((tensor) => [...originOf(tensor), 0, {}])),
            ]),
          ),
        ],
        input_layers: graph.inputs.map((input) => [...originOf(input), 0]),
        output_layers: graph.heads.map(({ tensor }) => [...originOf(tensor), 0]),
      },
    },
    weights: made.flatMap(({ layer, name, made: { className } }) => weightsOf(layer, name, className)),
    parts: [...new Set(made.flatMap(({ made: { parts } }) => parts))].toSorted(),
  };
}

const layerJson = (className: string, config: Config, inboundNodes: readonly Json[]): Json => ({
  class_name: className,
  name: config['name'] ?? null,
  config,
  inbound_nodes: inboundNodes,
});

const inputJson = (name: string, shape: readonly number[]): Json =>
  layerJson('InputLayer', { name, batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false }, []);

/** Layers with all their applications: those that use the weights of another are applications of that. */
function applicationsOf(layers: readonly LayerNode<number>[]): readonly Applications[] {
  const groups = new Map<string, [LayerNode<number>, ...LayerNode<number>[]]>();
  for (const layer of layers) {
    const owner = layer.sharesWith === undefined ? undefined : groups.get(layer.sharesWith);
    if (owner !== undefined && owner[0].weights.length > 0) owner.push(layer);
    else groups.set(layer.path, [layer]);
  }
  return [...groups.values()];
}

function originsOf(
  { inputs }: ConcreteGraph,
  groups: readonly Applications[],
): ReadonlyMap<Tensor<number>, Origin> {
  const origins = new Map<Tensor<number>, Origin>(inputs.map((input) => [input, [tensorName(input), 0]]));
  for (const applications of groups) {
    const name = tensorName(applications[0]);
    applications.forEach((application, index) => origins.set(application, [name, index]));
  }
  return origins;
}

/** TensorFlow.js's own depthwise convolution calls its kernel otherwise. */
const weightsOf = (
  { path, weights }: LayerNode<number>,
  layer: string,
  className: LayerClass['className'],
): readonly NamedWeight[] =>
  weights.map(({ name, shape }) => ({
    variable: `${path}/${name}`,
    name: `${layer}/${className === 'DepthwiseConv2D' && name === 'kernel' ? 'depthwise_kernel' : name}`,
    shape,
  }));
