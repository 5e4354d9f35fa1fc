/** The first byte of a JPEG file's markers, and those after which no header follows. */
const marker = 0xff;
const startOfScan = 0xda;
const endOfImage = 0xd9;
const adobeSegment = 0xee;

/** Whether a JPEG file says that Adobe's software wrote it, which libjpeg takes for inverted inks. */
export function hasAdobeMarker(bytes: Buffer): boolean {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== marker) return false;
    const kind = bytes[at + 1] ?? 0;
    if (kind === marker) {
      at++;
      continue;
    }
    if (kind === startOfScan || kind === endOfImage) return false;
    const length = bytes.readUInt16BE(at + 2);
    if (kind === adobeSegment && length >= 14 && bytes.toString('latin1', at + 4, at + 9) === 'Adobe')
      return true;
    at += 2 + Math.max(2, length);
  }
  return false;
}
