import type { OverlayOptions } from 'sharp';
import { unlabelled } from '../../compiler/catalogue/fields/field-type.ts';
import type { Corners } from '../data/source.ts';
import { type Colour, colourOfClass } from './class-colours.ts';
import { type DrawnMask, maskInPicture } from './mask-in-picture.ts';

const opacity = 140;

/** What lies over a picture that is drawn at a scale: a colour for each class but the first, that can be seen through. */
export function maskOverlay(
  { mask, region }: DrawnMask,
  scale: number,
  size: { readonly height: number; readonly width: number },
): OverlayOptions {
  const scaled = region.map((side) => side * scale) as unknown as Corners;
  const { data } = maskInPicture({ mask, region: scaled }, size);
  return { input: Buffer.from(coloured(data)), raw: { ...size, channels: 4 }, left: 0, top: 0 };
}

/** Pixels of four channels: what is of no class, or of one without a colour, is clear. */
export function coloured(
  labels: Uint8Array | Float32Array,
  colourOf: (label: number) => Colour | undefined = colourOfClass,
): Uint8Array {
  const pixels = new Uint8Array(4 * labels.length);
  labels.forEach((label, pixel) => {
    const colour = label === unlabelled ? undefined : colourOf(label);
    if (colour !== undefined) pixels.set([...colour, opacity], 4 * pixel);
  });
  return pixels;
}
