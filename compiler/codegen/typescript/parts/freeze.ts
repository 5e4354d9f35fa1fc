import { leafLayers } from "./leaf-layers.ts";
import { layerName } from "./names.ts";
import type * as tf from "./tf.ts";

/** Lets all layers train but those whose path is one of these or goes on from one. */
export function freeze(model: tf.LayersModel, paths: readonly string[]): void {
  const parts = paths.map(layerName);
  for (const layer of leafLayers(model)) {
    layer.trainable = !parts.some(
      (part) => layer.name === part || layer.name.startsWith(`${part}.`),
    );
  }
}
