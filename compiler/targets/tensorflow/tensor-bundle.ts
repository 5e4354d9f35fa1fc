import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { integer, message } from '../protobuf.ts';
import { maskedCrc32c } from './crc32c.ts';
import { writeShape } from './encode.ts';
import { dataTypes } from './graph-def.ts';
import { stringTable } from './string-table.ts';

/** A float32 tensor of a checkpoint. */
export interface BundleTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A checkpoint of TensorFlow: the numbers, and a table of where each tensor is. */
export interface TensorBundle {
  readonly index: Uint8Array;
  readonly data: Uint8Array;
}

/** Writes tensors as one shard (tensorflow/core/util/tensor_bundle; messages: core/protobuf/tensor_bundle.proto). */
export function tensorBundle(tensors: ReadonlyMap<string, BundleTensor>): TensorBundle {
  const sorted = [...tensors].sort(([a], [b]) => compareBytes(a, b));
  const size = sorted.reduce((total, [, { data }]) => total + data.byteLength, 0);
  const bytes = new Uint8Array(size);
  let offset = 0;
  const entries = sorted.map(([name, { shape, data }]): [string, Uint8Array] => {
    const own = littleEndianFloats(data);
    bytes.set(own, offset);
    const entry = entryOf(shape, offset, own);
    offset += own.length;
    return [name, entry];
  });
  return { index: stringTable([['', header()], ...entries]), data: bytes };
}

/** One shard, little-endian (which is the default), written as version 1. */
function header(): Uint8Array {
  const writer = new BinaryWriter();
  integer(writer, 1, 1);
  message(writer, 3, () => integer(writer, 1, 1));
  return writer.finish();
}

function entryOf(shape: readonly number[], offset: number, bytes: Uint8Array): Uint8Array {
  const writer = new BinaryWriter();
  integer(writer, 1, dataTypes.float32);
  message(writer, 2, () => writeShape(writer, shape));
  integer(writer, 4, offset);
  integer(writer, 5, bytes.length);
  writer.tag(6, WireType.Bit32).fixed32(maskedCrc32c(bytes));
  return writer.finish();
}

function littleEndianFloats(data: Float32Array): Uint8Array {
  const bytes = new Uint8Array(data.byteLength);
  const view = new DataView(bytes.buffer);
  data.forEach((value, index) => view.setFloat32(4 * index, value, true));
  return bytes;
}

function compareBytes(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  for (let index = 0; index < Math.min(x.length, y.length); index++) {
    const apart = (x[index] ?? 0) - (y[index] ?? 0);
    if (apart !== 0) return apart;
  }
  return x.length - y.length;
}
