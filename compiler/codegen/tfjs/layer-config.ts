import { definitionOf } from '../../catalogue/layers/registry.ts';
import type { LayerNode } from '../../graph/graph.ts';
import type { ParameterSpec, ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { Regularizer } from '../../catalogue/parameters/regularizer.ts';
import type { Initializer } from '../../ir/initializer.ts';
import { activationParts, activationWords } from '../typescript/rows/activations.ts';
import { initializerConfig, regularizerConfig } from './value-config.ts';

/** What `model.json` may say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Config = Readonly<Record<string, Json>>;

/** What a layer is called in `model.json`, what it is told, and what has to be registered before it is read. */
export interface LayerClass {
  readonly className: string;
  readonly config: Config;
  /** Parts that register classes. */
  readonly parts: readonly string[];
}

/**
 * The parameters of a layer as `model.json` says them: Keras's names, axes with the batch counted, what is `none` left out.
 * So are constraints: TensorFlow.js applies them to the weights that it loads, and never while it trains.
 */
export function configOf({ kind, params, inputs }: LayerNode<number>): Config {
  const rank = (inputs[0]?.shape.length ?? 0) + 1;
  const entries = Object.entries(params).flatMap(([name, value]): [string, Json][] => {
    const spec = definitionOf({ kind }).params[name];
    if (spec === undefined || value === null || isLeftOut(name, spec)) return [];
    return [[name, jsonOf(spec, value, rank)]];
  });
  return Object.fromEntries(entries);
}

const isLeftOut = (name: string, { type }: ParameterSpec): boolean =>
  type === 'constraint' || name === 'activity_regularizer';

function jsonOf({ type }: ParameterSpec, value: ParameterValue, rank: number): Json {
  if (typeof value === 'number') return type === 'axis' ? value + 1 : value;
  if (typeof value === 'string') return type === 'activation' ? activationJson(value) : value;
  if (type === 'initializer') return initializerConfig(value as Initializer);
  if (type === 'regularizer') return regularizerConfig(value as Regularizer);
  if (type === 'axes') return (value as readonly number[]).map((axis) => (axis < 0 ? axis + rank : axis));
  return type === 'margins' ? pairs(value as readonly number[]) : (value as Json);
}

/** Numbers two by two. */
const pairs = (flat: readonly number[]): readonly (readonly number[])[] =>
  flat.flatMap((before, index) => (index % 2 === 0 ? [[before, flat[index + 1] ?? 0]] : []));

/** What TensorFlow.js lacks is named by its class, which a part registers. */
function activationJson(name: string): Json {
  const part = activationParts[name];
  if (part === undefined) return activationWords[name] ?? name;
  return { class_name: `Keras>${part.name}`, config: {} };
}

/** The parts that register the activations of a layer. */
export const activationPartsOf = ({ params }: LayerNode<number>): readonly string[] => {
  const { activation } = params;
  const part = typeof activation === 'string' ? activationParts[activation]?.part : undefined;
  return part === undefined ? [] : [part];
};
