import { type BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Writes a string field. */
export function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

/** Writes a field of bytes: those of a typed array, as they lie in memory. */
export function bytes(
  writer: BinaryWriter,
  field: number,
  { buffer, byteOffset, byteLength }: ArrayBufferView,
): void {
  writer.tag(field, WireType.LengthDelimited).bytes(new Uint8Array(buffer, byteOffset, byteLength));
}

/** Writes an integer, enum or bool field. */
export function integer(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

/** Writes a nested message, or a packed list of numbers. */
export function message(writer: BinaryWriter, field: number, write: () => unknown): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}

/** Writes a map from strings to messages: an entry has its key in field 1, its value in field 2. */
export function messageMap<T>(
  writer: BinaryWriter,
  field: number,
  map: Iterable<readonly [string, T]>,
  write: (value: T) => void,
): void {
  for (const [key, value] of map) {
    message(writer, field, () => {
      text(writer, 1, key);
      message(writer, 2, () => write(value));
    });
  }
}
