import { weightsOf } from "./load-weights.ts";
import type * as tf from "./tf.ts";

/** The weights of a model as a safetensors file, each by its path, which `loadWeights` and cnnc read. */
export function saveWeights(model: tf.LayersModel): Uint8Array {
  const parts = weightsOf(model).map(({ path, weight }) => ({
    path,
    shape: weight.shape,
    values: weight.read().dataSync() as Float32Array,
  }));
  let end = 0;
  const entries = parts.map(({ path, shape, values }) => {
    const begin = end;
    end += values.byteLength;
    return [path, { dtype: "F32", shape, data_offsets: [begin, end] }];
  });
  const header = new TextEncoder().encode(
    JSON.stringify(Object.fromEntries(entries)),
  );
  const padded = Math.ceil(header.byteLength / 8) * 8;
  const file = new Uint8Array(8 + padded + end).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(header, 8);
  let place = 8 + padded;
  for (const { values } of parts) {
    file.set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      place,
    );
    place += values.byteLength;
  }
  return file;
}
