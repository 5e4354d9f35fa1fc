import { jpegSegments } from './jpeg-segments.ts';

const adobeSegment = 0xee;

/** Whether a JPEG file says that Adobe's software wrote it, which libjpeg takes for inverted inks. */
export function hasAdobeMarker(bytes: Buffer): boolean {
  for (const { kind, at, length } of jpegSegments(bytes)) {
    if (kind === adobeSegment && length >= 14 && bytes.toString('latin1', at + 2, at + 7) === 'Adobe')
      return true;
  }
  return false;
}
