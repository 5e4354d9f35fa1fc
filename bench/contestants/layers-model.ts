import * as layers from '@tensorflow/tfjs-layers';
import type { ConcreteGraph, LayerNode } from '../../compiler/graph/graph.ts';

/** How tfjs-layers calls the layers of networks that are compared. */
const names: Readonly<Record<string, keyof typeof layers.layers>> = {
  Conv2D: 'conv2d',
  Conv2DTranspose: 'conv2dTranspose',
  DepthwiseConv2D: 'depthwiseConv2d',
  SeparableConv2D: 'separableConv2d',
  BatchNormalization: 'batchNormalization',
  Activation: 'activation',
  ReLU: 'reLU',
  MaxPooling2D: 'maxPooling2d',
  AveragePooling2D: 'averagePooling2d',
  GlobalAveragePooling2D: 'globalAveragePooling2d',
  UpSampling2D: 'upSampling2d',
  ZeroPadding2D: 'zeroPadding2d',
  Flatten: 'flatten',
  Dropout: 'dropout',
  Dense: 'dense',
  Add: 'add',
  Multiply: 'multiply',
  Concatenate: 'concatenate',
};

/** The same network as a model of tfjs-layers, its weights drawn by the library; throws a RangeError where it lacks a layer. */
export function layersModel({ inputs, layers: nodes, heads }: ConcreteGraph): layers.LayersModel {
  const made = new Map<unknown, layers.SymbolicTensor>(
    inputs.map((input) => [input, layers.input({ shape: [...input.shape] })]),
  );
  const of = (tensor: unknown): layers.SymbolicTensor => {
    const found = made.get(tensor);
    if (found === undefined) throw new RangeError('a tensor is used before it is made');
    return found;
  };
  for (const node of nodes) {
    const given = node.inputs.map(of);
    const [only] = given;
    let applied = make(node).apply(given.length === 1 && only !== undefined ? only : given);
    if (node.params['keepdims'] === true) applied = withoutLoss(node).apply(applied);
    made.set(node, applied as layers.SymbolicTensor);
  }
  return layers.model({ inputs: inputs.map(of), outputs: heads.map(({ tensor }) => of(tensor)) });
}

/** tfjs-layers cannot keep axes of size one; seen in another shape, the data is the same. */
const withoutLoss = ({ shape }: LayerNode): layers.layers.Layer =>
  layers.layers.reshape({ targetShape: shape.map(Number) });

/** Parameters that tfjs-layers lacks, and axes, which are counted otherwise and are the last here. */
const unnamed: ReadonlySet<string> = new Set([
  'groups',
  'keepdims',
  'negative_slope',
  'threshold',
  'seed',
  'axis',
]);

function make({ kind, params }: LayerNode): layers.layers.Layer {
  const name = names[kind];
  if (name === undefined) throw new RangeError(`tfjs-layers has no ${kind}`);
  if (Number(params['groups'] ?? 1) !== 1) throw new RangeError('tfjs-layers has no groups');
  const plain = Object.entries(params)
    .filter(([, value]) => value !== null && (typeof value !== 'object' || Array.isArray(value)))
    .filter(([key]) => !unnamed.has(key))
    .map(([key, value]) => [camelCase(key), camelValue(key, value)]);
  const create = layers.layers[name] as (config: unknown) => layers.layers.Layer;
  return create(Object.fromEntries(plain));
}

const camelCase = (key: string): string =>
  key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

function camelValue(key: string, value: unknown): unknown {
  if (key === 'padding' && Array.isArray(value)) return [value.slice(0, 2), value.slice(2)];
  return typeof value === 'string' ? camelCase(value) : value;
}
