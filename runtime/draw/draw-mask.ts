import sharp, { type OverlayOptions } from 'sharp';
import type { Corners, Picture } from '../data/source.ts';

/** A mask, and where it lies in its picture, in pixels of that. */
export interface DrawnMask {
  readonly mask: Picture;
  readonly region: Corners;
}

/** Of classes 1, 2, …, told apart by people who see no red or no green, too; the first class is the ground, and clear. */
const colours: readonly (readonly [number, number, number])[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [204, 121, 167],
  [213, 94, 0],
  [0, 114, 178],
  [240, 228, 66],
];
const opacity = 140;

/** What lies over a picture that is drawn at a scale: a colour for each class but the first, that can be seen through. */
export async function maskOverlay(
  { mask: { height, width, data }, region }: DrawnMask,
  scale: number,
  size: { readonly height: number; readonly width: number },
): Promise<readonly OverlayOptions[]> {
  const [left, top, right, bottom] = region.map((side) => Math.round(side * scale)) as unknown as Corners;
  if (left < 0 || top < 0 || right > size.width || bottom > size.height || right <= left || bottom <= top)
    return [];
  const pixels = new Uint8Array(4 * data.length);
  data.forEach((label, pixel) => {
    const colour = label === 0 ? undefined : colours[(label - 1) % colours.length];
    if (colour !== undefined) pixels.set([...colour, opacity], 4 * pixel);
  });
  const input = await sharp(pixels, { raw: { height, width, channels: 4 } })
    .resize(right - left, bottom - top, { fit: 'fill', kernel: 'nearest' })
    .png()
    .toBuffer();
  return [{ input, left, top }];
}
