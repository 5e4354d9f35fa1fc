/** The first byte of a JPEG file's markers, and those after which no header follows. */
const marker = 0xff;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** A header of a JPEG file. */
export interface JpegSegment {
  /** The second byte of its marker. */
  readonly kind: number;
  /** Where its length stands, of two bytes; what it holds follows. */
  readonly at: number;
  /** With the two bytes of the length itself. */
  readonly length: number;
}

/** The headers of a JPEG file up to its pixels, or to where the bytes end or are none. */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment, void, undefined> {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== marker) return;
    const kind = bytes[at + 1] ?? 0;
    if (kind === marker) {
      at++;
      continue;
    }
    if (kind === startOfScan || kind === endOfImage) return;
    const length = bytes.readUInt16BE(at + 2);
    yield { kind, at: at + 2, length };
    at += 2 + Math.max(2, length);
  }
}
