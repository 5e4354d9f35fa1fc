import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { maskedCrc32c } from './crc32c.ts';

/** The last eight bytes of every table (tensorflow/core/lib/io/format.h). */
const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
const footerSize = 48;

/** A sorted string table, as LevelDB lays it out, of one block: keys must be in the order of their bytes. */
export function stringTable(entries: readonly (readonly [key: string, value: Uint8Array])[]): Uint8Array {
  const data = sealed(block(entries));
  const empty = sealed(block([]));
  const last = entries.at(-1)?.[0] ?? '';
  const index = sealed(block([[last, handle(0, data.length)]]));
  const footer = new Uint8Array(footerSize);
  const handles = joined([
    handle(data.length, empty.length),
    handle(data.length + empty.length, index.length),
  ]);
  footer.set(handles);
  footer.set(magic, footerSize - magic.length);
  return joined([data, empty, index, footer]);
}

/** Entries, each with its whole key, and where each begins. */
function block(entries: readonly (readonly [key: string, value: Uint8Array])[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const [key, value] of entries) {
    const name = new TextEncoder().encode(key);
    const lengths = new BinaryWriter().uint32(0).uint32(name.length).uint32(value.length).finish();
    starts.push(offset);
    parts.push(lengths, name, value);
    offset += lengths.length + name.length + value.length;
  }
  if (starts.length === 0) starts.push(0);
  return joined([...parts, littleEndian([...starts, starts.length])]);
}

const trailerSize = 5;

/** A block with what follows it: how it is compressed (it is not), and its checksum. */
function sealed(content: Uint8Array): Uint8Array {
  const typed = joined([content, Uint8Array.of(0)]);
  return joined([typed, littleEndian([maskedCrc32c(typed)])]);
}

/** Where a sealed block is; its size is told without what follows it. */
const handle = (offset: number, size: number): Uint8Array =>
  new BinaryWriter()
    .uint32(offset)
    .uint32(size - trailerSize)
    .finish();

function littleEndian(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setUint32(4 * index, value, true));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
