import type { NamedWeight } from './layers-model.ts';

/** Bytes of a file of weights, as TensorFlow.js's own converter cuts them: what browsers keep. */
const shardBytes = 4 * 2 ** 20;

/** The weights one after another, cut into files; none where there are no weights. */
export function weightShards(
  weights: readonly NamedWeight[],
  values: ReadonlyMap<string, Float32Array>,
): ReadonlyMap<string, Uint8Array> {
  const bytes = joined(weights, values);
  const count = Math.ceil(bytes.length / shardBytes);
  return new Map(
    Array.from({ length: count }, (_, index) => [
      `group1-shard${index + 1}of${count}.bin`,
      bytes.subarray(index * shardBytes, (index + 1) * shardBytes),
    ]),
  );
}

function joined(weights: readonly NamedWeight[], values: ReadonlyMap<string, Float32Array>): Uint8Array {
  const all = weights.map(({ variable }) => {
    const data = values.get(variable);
    if (data === undefined) throw new RangeError(`${variable} has no value`);
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  });
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const each of all) {
    bytes.set(each, offset);
    offset += each.length;
  }
  return bytes;
}
