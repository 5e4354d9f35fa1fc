import { maskedCrc32c } from '../../compiler/targets/tensorflow/crc32c.ts';

/** Bytes before a record's content, its length and the checksum of that; and after it, the checksum of the content. */
export const recordHead = 12;
export const recordTail = 4;

/** A record of a TFRecord file (tensorflow/core/lib/io/record_writer.h). */
export function framed(content: Uint8Array): Uint8Array {
  const record = new Uint8Array(recordHead + content.length + recordTail);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(content.length), true);
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true);
  record.set(content, recordHead);
  view.setUint32(recordHead + content.length, maskedCrc32c(content), true);
  return record;
}

/** The length of the content that a record's head tells; undefined where it is no head. */
export function framedLength(head: Uint8Array): number | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (view.getUint32(8, true) !== maskedCrc32c(head.subarray(0, 8))) return undefined;
  return Number(view.getBigUint64(0, true));
}
