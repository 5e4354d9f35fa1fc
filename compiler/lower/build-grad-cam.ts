import type { ConcreteGraph, LayerNode, Tensor } from '../graph/graph.ts';
import { batched } from '../ir/extent.ts';
import type { Program, Value } from '../ir/ir.ts';
import { Builder } from '../ops/builder.ts';
import { differentiate } from '../passes/differentiate.ts';
import { simplify } from '../passes/simplify.ts';
import { graphVariables, type GraphVariables, lowerGraph } from './lower-graph.ts';

/** The names of what a Grad-CAM program takes and gives besides the model's inputs. */
export const gradCam = {
  /** [B, classes]: 1 at the class that is asked about. */
  asked: 'target/asked',
  /** [B, height, width] of the layer's maps, not below 0. */
  map: 'map',
} as const;

/**
 * The layer whose maps say where a head looked: the last one behind it with maps of several places, of which nothing but pooling,
 * flattening and dense layers come after. Undefined where there is none.
 */
export function lastMaps({ heads }: ConcreteGraph, head: string): LayerNode<number> | undefined {
  let tensor: Tensor<number> | undefined = heads.find(({ name }) => name === head)?.tensor;
  while (tensor !== undefined && tensor.type !== 'input') {
    const [height = 0, width = 0] = tensor.shape;
    if (tensor.shape.length === 3 && height * width > 1) return tensor;
    tensor = tensor.inputs[0];
  }
  return undefined;
}

/**
 * The program that tells which places of a layer's maps speak for a class: Grad-CAM (Selvaraju et al. 2017, equations 1 and 2) of
 * the score before a softmax or sigmoid, where there is one.
 */
export function buildGradCam(
  graph: ConcreteGraph,
  head: string,
  layer: LayerNode<number>,
  variables: GraphVariables = graphVariables(graph),
): Program {
  const build = new Builder();
  const inputs = new Map(
    graph.inputs.map(({ name, shape }) => [
      name,
      build.input(`input/${name}`, { shape: batched(shape), dtype: 'float32' }, { kind: 'input', key: name }),
    ]),
  );
  const values = lowerGraph(build, graph, variables, inputs, { training: false, frozen: new Set() });
  const found = graph.heads.find(({ name }) => name === head);
  const [prediction, maps] = [found && values.get(found.tensor), values.get(layer)];
  if (prediction === undefined || maps === undefined) throw new RangeError(`there is no head ${head}`);
  const scores = scoresBehind(build, prediction);
  const asked = build.input(
    gradCam.asked,
    { shape: scores.shape, dtype: 'float32' },
    { kind: 'target', key: 'asked' },
  );
  const score = build.op('reduceSum', [build.op('multiply', [scores, asked], {})], {
    axes: scores.shape.map((_, axis) => axis),
    keepDims: false,
  });
  const [gradient] = differentiate(build, score, [maps]);
  if (gradient === undefined) throw new RangeError(`${head} does not depend on ${layer.path}`);
  build.output(gradCam.map, weighted(build, maps, gradient));
  return simplify(build.finish('inspect'));
}

/** What stands before the activation that makes probabilities. */
function scoresBehind(build: Builder, prediction: Value): Value {
  const producer = build.producer(prediction);
  const isActivation = producer?.kind === 'softmax' || producer?.kind === 'sigmoid';
  return (isActivation ? producer.inputs[0] : undefined) ?? prediction;
}

/** The sum of the maps, each as much as the class's score grows with it on average; what speaks against it is 0. */
function weighted(build: Builder, maps: Value, gradient: Value): Value {
  const importance = build.op('reduceMean', [gradient], { axes: [1, 2], keepDims: true });
  const sum = build.op('reduceSum', [build.op('multiply', [maps, importance], {})], {
    axes: [3],
    keepDims: false,
  });
  return build.op('relu', [sum], {});
}
