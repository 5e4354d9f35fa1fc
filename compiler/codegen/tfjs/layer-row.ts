import type { LayerNode } from '../../graph/graph.ts';
import { activationPartsOf, type Config, configOf, type LayerClass } from './layer-config.ts';
import { windowPadding } from './window-padding.ts';

/** All applications of one layer: several where its weights are used again. */
export type Applications = readonly [LayerNode<number>, ...LayerNode<number>[]];

/** How a layer is written, by all its applications. */
export type Row = (applications: Applications) => LayerClass;

/** What becomes of a layer's parameters. */
export type Change = (config: Config, layer: LayerNode<number>) => Config;

const unchanged: Change = (config) => config;

/** A class of TensorFlow.js. */
export const plain =
  (className: string, change = unchanged): Row =>
  ([layer]) => ({ className, config: change(configOf(layer), layer), parts: activationPartsOf(layer) });

/** A class that a part registers. */
export const part =
  (file: string, className: string, change = unchanged): Row =>
  ([layer]) => ({
    className: `Keras>${className}`,
    config: change(configOf(layer), layer),
    parts: [file, ...activationPartsOf(layer)],
  });

/** The first where something holds of any application, else the second. */
export const where =
  (holds: (layer: LayerNode<number>) => boolean, special: Row, usual: Row): Row =>
  (applications) =>
    (applications.some(holds) ? special : usual)(applications);

/** Whether a parameter has one of some values, along each axis. */
export const is =
  (name: string, ...values: readonly (number | string | boolean | null)[]) =>
  ({ params }: LayerNode<number>): boolean =>
    [params[name] ?? null].flat().every((value) => values.includes(value as number));

export const not =
  (holds: (layer: LayerNode<number>) => boolean) =>
  (layer: LayerNode<number>): boolean =>
    !holds(layer);

export const either =
  (...all: readonly ((layer: LayerNode<number>) => boolean)[]) =>
  (layer: LayerNode<number>): boolean =>
    all.some((holds) => holds(layer));

/** Whether an input has more axes than some, the batch counted. */
export const rankAbove =
  (rank: number) =>
  ({ inputs }: LayerNode<number>): boolean =>
    inputs.some(({ shape }) => shape.length + 1 > rank);

/** Whether inputs have several shapes. */
export const differ = ({ inputs }: LayerNode<number>): boolean =>
  inputs.some(({ shape }) => shape.join() !== inputs[0]?.shape.join());

/** A window of TensorFlow.js's own: `valid` where that is the same. */
export const windowed =
  (className: string, change = unchanged): Row =>
  (applications) => {
    const row = plain(className, (config, layer) => change(config, layer));
    const { config, ...rest } = row(applications);
    return { ...rest, config: { ...config, padding: windowPadding(applications) } };
  };

export const without =
  (...names: readonly string[]): Change =>
  (config) =>
    Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name)));

export const renamed =
  (from: string, to: string): Change =>
  ({ [from]: value = null, ...config }) => ({ ...config, [to]: value });

export const given =
  (more: Config): Change =>
  (config) => ({ ...config, ...more });

/** Axes in their order, by which weights have theirs. */
export const ordered =
  (name: string): Change =>
  (config) => ({ ...config, [name]: (config[name] as readonly number[]).toSorted((a, b) => a - b) });

/** Whether an axis is the last. */
export const isLastAxis =
  (name: string) =>
  ({ params, inputs }: LayerNode<number>): boolean => {
    const last = (inputs[0]?.shape.length ?? 0) - 1;
    return params[name] === last;
  };
