import sharp from 'sharp';
import type { Colour } from './class-colours.ts';
import { coloured } from './draw-mask.ts';
import { type PreparedPicture, toByte } from './prepared-picture.ts';

/** The longest side of a small picture, in pixels; smaller ones stay as they are. */
const longest = 128;
/** Of smaller ones every pixel counts. */
const tiny = 64;

/** A file of a picture that people look at. */
export interface PictureFile {
  readonly format: 'png' | 'jpeg';
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A small picture as a data URI; `undo` takes values back to 0 to 255. */
export async function smallPicture(
  picture: PreparedPicture,
  undo: (value: number) => number,
): Promise<string> {
  const { format, bytes } = await smallFile(picture, undo);
  return uri(format, bytes);
}

/** A small picture as a file. */
export async function smallFile(
  { height, width, channels, values }: PreparedPicture,
  undo: (value: number) => number,
): Promise<PictureFile> {
  const bytes = Uint8Array.from(values, (value) => toByte(undo(value)));
  const picture = sharp(bytes, { raw: { height, width, channels } });
  const small = picture.resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true });
  const format = Math.max(height, width) <= tiny ? 'png' : 'jpeg';
  const written = format === 'png' ? small.png({ compressionLevel: 9 }) : small.jpeg({ quality: 78 });
  const { data: file, info } = await written.toBuffer({ resolveWithObject: true });
  return { format, bytes: file, width: info.width, height: info.height };
}

/** Where a head looked, as a picture of a pixel a place that lies over another: the hotter, the less can be seen through it. */
export async function heatPicture(map: Float32Array, height: number, width: number): Promise<string> {
  const most = map.reduce((largest, value) => Math.max(largest, value), 0);
  const bytes = new Uint8Array(4 * map.length);
  map.forEach((value, place) => {
    const heat = most === 0 ? 0 : value / most;
    bytes.set([255, Math.round(210 * (1 - heat)), 0, Math.round(190 * heat)], 4 * place);
  });
  const picture = sharp(bytes, { raw: { height, width, channels: 4 } });
  return uri('png', await picture.png({ compressionLevel: 9 }).toBuffer());
}

/** Areas of a mask, as a picture of a pixel a place that lies over another, and can be seen through. */
export async function areasPicture(
  labels: Uint8Array,
  { height, width }: Pick<PreparedPicture, 'height' | 'width'>,
  colourOf: (label: number) => Colour | undefined,
): Promise<string> {
  const picture = sharp(coloured(labels, colourOf), { raw: { height, width, channels: 4 } });
  return uri('png', await picture.png({ compressionLevel: 9 }).toBuffer());
}

const uri = (format: string, bytes: Buffer): string =>
  `data:image/${format};base64,${bytes.toString('base64')}`;
