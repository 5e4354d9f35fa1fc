import { isBmp, sizeOfBmp } from './bmp-header.ts';
import { jpegSegments } from './jpeg-segments.ts';

/** What a picture's header says. */
export interface PictureSize {
  readonly height: number;
  readonly width: number;
  /** Whether it is decoded as a whole. */
  readonly whole: boolean;
}

/**
 * The size of a picture by the first bytes of its file; undefined where they do not say it. The headers of most are read
 * here: to ask the decoder takes thirty times as long.
 */
export async function pictureSize(bytes: Buffer): Promise<PictureSize | undefined> {
  if (isBmp(bytes)) {
    const size = sizeOfBmp(bytes);
    return size && { ...size, whole: true };
  }
  return sizeOfPng(bytes) ?? sizeOfJpeg(bytes) ?? askDecoder(bytes);
}

const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');

function sizeOfPng(bytes: Buffer): PictureSize | undefined {
  const [at, interlacedAt] = [pngSignature.length, pngSignature.length + 12];
  if (bytes.length <= interlacedAt || bytes.compare(pngSignature, 0, at, 0, at) !== 0) return undefined;
  return sized(bytes.readUInt32BE(at + 4), bytes.readUInt32BE(at), bytes[interlacedAt] !== 0);
}

/** The headers of a frame by their markers: with Huffman's codes, the last one progressive. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
const progressive = 0xc2;
const inks = 4;

function sizeOfJpeg(bytes: Buffer): PictureSize | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  for (const { kind, at, length } of jpegSegments(bytes)) {
    if (!frames.has(kind)) continue;
    if (length < 8 || at + 8 > bytes.length) return undefined;
    const whole = kind === progressive || bytes[at + 7] === inks;
    return sized(bytes.readUInt16BE(at + 3), bytes.readUInt16BE(at + 5), whole);
  }
  return undefined;
}

const sized = (height: number, width: number, whole: boolean): PictureSize | undefined =>
  height > 0 && width > 0 ? { height, width, whole } : undefined;

async function askDecoder(bytes: Buffer): Promise<PictureSize | undefined> {
  if (bytes.length === 0) return undefined;
  const { metadataOf } = await import('./decode-image.ts');
  const found = await metadataOf(bytes).catch(() => undefined);
  if (found === undefined) return undefined;
  const { width, height, pageHeight, format, isProgressive, space } = found;
  const whole = isProgressive || format === 'webp' || format === 'gif' || space === 'cmyk';
  return { height: pageHeight ?? height, width, whole };
}
