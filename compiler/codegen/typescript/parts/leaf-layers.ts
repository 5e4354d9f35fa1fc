import * as tf from "./tf.ts";

/** The layers of a model, those of models within it in their place. */
export const leafLayers = (model: tf.LayersModel): tf.layers.Layer[] =>
  model.layers.flatMap((layer) =>
    layer instanceof tf.LayersModel ? leafLayers(layer) : [layer],
  );
