import { activation } from './activation.ts';
import { batchNormalization } from './batch-normalization.ts';
import { conv2d } from './conv2d.ts';
import type { AnyLayerDefinition } from './define-layer.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { flatten } from './flatten.ts';
import { globalAveragePooling2d, globalMaxPooling2d } from './global-pooling2d.ts';
import { averagePooling2d, maxPooling2d } from './pooling2d.ts';
import { relu } from './relu.ts';
import { rescaling } from './rescaling.ts';
import { reshape } from './reshape.ts';
import { softmax } from './softmax.ts';

/** Every layer kind. */
export const layerDefinitions: readonly AnyLayerDefinition[] = [
  conv2d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  flatten,
  dense,
  dropout,
  activation,
  relu,
  softmax,
  batchNormalization,
  rescaling,
  reshape,
];

const byName: ReadonlyMap<string, AnyLayerDefinition> = new Map(
  layerDefinitions.flatMap((definition) =>
    [definition.kind, ...(definition.aliases ?? [])].map((name) => [name, definition] as const),
  ),
);

/** The layer kind of a name or alias. */
export const layerDefinition = (name: string): AnyLayerDefinition | undefined => byName.get(name);

/** Every name that a layer kind goes by. */
export const layerNames: readonly string[] = [...byName.keys()];
