import { leafLayers } from "./leaf-layers.ts";
import { pathOf } from "./names.ts";
import * as tf from "./tf.ts";

interface StoredTensor {
  readonly dtype: string;
  readonly shape: number[];
  readonly offsets: [number, number];
}

const headerLimit = 100_000_000;

/** Reads the header of a safetensors file, and checks it. */
function readHeader(bytes: Uint8Array): {
  tensors: Map<string, StoredTensor>;
  data: Uint8Array;
} {
  if (bytes.byteLength < 8)
    throw new RangeError(
      "this is no safetensors file: it is shorter than its header",
    );
  const length = Number(
    new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true),
  );
  if (length > Math.min(bytes.byteLength - 8, headerLimit)) {
    throw new RangeError(
      "this is no safetensors file: its header is longer than the file",
    );
  }
  const header: unknown = JSON.parse(
    new TextDecoder("utf-8", { fatal: true }).decode(
      bytes.subarray(8, 8 + length),
    ),
  );
  const data = bytes.subarray(8 + length);
  if (typeof header !== "object" || header === null)
    throw new RangeError("the header of the file is no object");
  const entries = Object.entries(header).filter(
    ([name]) => name !== "__metadata__",
  );
  return {
    tensors: new Map(
      entries.map(([name, entry]) => [
        name,
        checked(name, entry, data.byteLength),
      ]),
    ),
    data,
  };
}

function checked(name: string, entry: unknown, size: number): StoredTensor {
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = (entry ?? {}) as Record<string, unknown>;
  const isCount = (value: unknown): value is number =>
    Number.isSafeInteger(value) && (value as number) >= 0;
  const areCounts = (value: unknown): value is number[] =>
    Array.isArray(value) && value.every(isCount);
  if (dtype !== "F32")
    throw new RangeError(`${name} is ${String(dtype)}, not F32`);
  if (!areCounts(shape) || !areCounts(offsets))
    throw new RangeError(`${name} has no shape or no place`);
  const [begin = 0, end = 0] = offsets;
  const bytes = shape.reduce((product, length) => product * length, 4);
  if (end > size || end - begin !== bytes)
    throw new RangeError(`${name} is not where the header says`);
  return { dtype, shape, offsets: [begin, end] };
}

/**
 * Gives a model the weights of a safetensors file, such as a run of cnnc writes: each by the path of its layer and its own
 * name (`stem/kernel`). Every weight of the model has to be there, in its shape; nothing is changed where one is not.
 */
export function loadWeights(
  model: tf.LayersModel,
  file: Uint8Array | ArrayBuffer,
): void {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const { tensors, data } = readHeader(bytes);
  const stored = new Map(
    [...tensors].map(([name, tensor]) => [pathOf(name), tensor]),
  );
  const pairs = weightsOf(model).map(({ path, weight }) => {
    const tensor = stored.get(path);
    if (tensor === undefined) throw new RangeError(`the file has no ${path}`);
    if (tensor.shape.join() !== weight.shape.join()) {
      throw new RangeError(
        `${path} is [${tensor.shape.join(", ")}] in the file, [${weight.shape.join(", ")}] in the model`,
      );
    }
    return { weight, tensor };
  });
  for (const { weight, tensor } of pairs) {
    // A copy: the file may lie anywhere in its buffer, as a Buffer of Node does, and numbers have to be aligned.
    const values = new Float32Array(
      Uint8Array.from(data.subarray(...tensor.offsets)).buffer,
    );
    const value = tf.tensor(values, tensor.shape);
    const variable = weight.read();
    // Writing would apply a constraint, which only updates do.
    if (variable instanceof tf.Variable) variable.assign(value);
    value.dispose();
  }
}

/** Every weight of a model by its path; layers of TensorFlow.js call the kernel of a depthwise convolution otherwise. */
export function weightsOf(
  model: tf.LayersModel,
): { path: string; weight: tf.LayerVariable }[] {
  return leafLayers(model).flatMap((layer) =>
    layer.weights.map((weight) => {
      const own = weight.originalName.split("/").at(-1) ?? "";
      const name =
        layer.getClassName() === "DepthwiseConv2D"
          ? own.replace("depthwise_", "")
          : own;
      return { path: `${pathOf(layer.name)}/${name}`, weight };
    }),
  );
}
