import sharp, { type OverlayOptions } from 'sharp';
import { maskOverlay } from './draw-mask.ts';
import type { DrawnMask } from './mask-in-picture.ts';
import type { Corners, Picture, Point, Points } from '../data/source.ts';

/** A box in pixels of the picture; what reaches beyond it is cut off. */
export interface DrawnBox {
  readonly box: Corners;
  /** A number, of which the same are drawn alike; absent: that of its place. */
  readonly colour?: number;
}

/** What is drawn over a picture. */
export interface Overlay {
  readonly boxes: readonly DrawnBox[];
  readonly masks?: readonly DrawnMask[];
  /** Places in pixels from the picture's corner; those of one place in the list are of one colour in every picture. */
  readonly points?: Points;
  /** A line below it. */
  readonly caption: string;
}

/** A drawn picture, and the ending of a file of it. */
export interface Drawn {
  readonly bytes: Buffer;
  readonly ending: 'png' | 'jpg';
}

/** A picture whose longer side is shorter is drawn larger, of whole pixels, and one whose is longer smaller. */
const [shortest, longest] = [320, 1280];
const thickness = 3;
/** From the middle of a point's mark to its sides, and to those of its rim. */
const [markReach, rimReach] = [4, 6];
const captionHeight = 30;
/** Below a narrower picture no letter has room. */
const narrowest = 24;
const captionColour = '#1b1f24';

/** Told apart by people who see no red or no green, too. */
const colours = ['#e69f00', '#56b4e9', '#009e73', '#cc79a7', '#d55e00', '#0072b2'];

/** Draws boxes over a picture of three channels, and a line below it. No text becomes anything but text. */
export async function drawPrediction(
  picture: Picture,
  { boxes, masks = [], points = [], caption }: Overlay,
): Promise<Drawn> {
  const side = Math.max(picture.height, picture.width);
  const scale = side < shortest ? Math.ceil(shortest / side) : Math.min(1, longest / side);
  const height = Math.max(1, Math.round(picture.height * scale));
  const width = Math.max(1, Math.round(picture.width * scale));
  const edges = boxes.flatMap(({ box, colour }, index) =>
    edgesOf(box, scale, { height, width }, colours[(colour ?? index) % colours.length] ?? ''),
  );
  const marks = points.flatMap((point, index) =>
    point === undefined ? [] : markOf(point, scale, { height, width }, colours[index % colours.length] ?? ''),
  );
  const text = caption === '' || width < narrowest ? [] : [await captionOf(caption, width, height)];
  const areas = masks.map((mask) => maskOverlay(mask, scale, { height, width }));
  const raw = { height: picture.height, width: picture.width, channels: 3 } as const;
  const drawn = sharp(Uint8Array.from(picture.data), { raw })
    .resize(width, height, { fit: 'fill', kernel: scale > 1 ? 'nearest' : 'lanczos3' })
    .extend({ bottom: caption === '' ? 0 : captionHeight, background: captionColour })
    .composite([...areas, ...edges, ...marks, ...text]);
  return scale > 1
    ? { bytes: await drawn.png().toBuffer(), ending: 'png' }
    : { bytes: await drawn.jpeg({ quality: 90 }).toBuffer(), ending: 'jpg' };
}

type Size = Pick<Picture, 'height' | 'width'>;

/** The four edges of a box, as far as they lie in the picture. */
function edgesOf(box: Corners, scale: number, size: Size, colour: string): readonly OverlayOptions[] {
  if (!box.every(Number.isFinite)) return [];
  const [left, top, right, bottom] = box.map((side) => Math.round(side * scale)) as unknown as Corners;
  const edges: readonly Corners[] = [
    [left, top, right, top + thickness],
    [left, bottom - thickness, right, bottom],
    [left, top, left + thickness, bottom],
    [right - thickness, top, right, bottom],
  ];
  return edges.flatMap((edge) => areaOf(edge, size, colour));
}

/** A small square about a point, with a dark rim. */
function markOf([x, y]: Point, scale: number, size: Size, colour: string): readonly OverlayOptions[] {
  const [atX, atY] = [Math.floor(x * scale), Math.floor(y * scale)];
  if (!Number.isFinite(atX + atY)) return [];
  const about = (reach: number): Corners => [atX - reach, atY - reach, atX + reach + 1, atY + reach + 1];
  return [...areaOf(about(rimReach), size, captionColour), ...areaOf(about(markReach), size, colour)];
}

/** An area of one colour, as far as it lies in the picture. */
function areaOf([x0, y0, x1, y1]: Corners, size: Size, colour: string): readonly OverlayOptions[] {
  const [fromX, fromY] = [Math.max(0, x0), Math.max(0, y0)];
  const [width, height] = [Math.min(size.width, x1) - fromX, Math.min(size.height, y1) - fromY];
  if (width <= 0 || height <= 0) return [];
  const create = { width, height, channels: 4, background: colour } as const;
  return [{ input: { create }, left: fromX, top: fromY }];
}

/** The line below a picture, cut off where the picture ends. */
async function captionOf(caption: string, width: number, top: number): Promise<OverlayOptions> {
  const text = `<span foreground="#ffffff">${escapeMarkup(caption)}</span>`;
  const { data, info } = await sharp({ text: { text, font: 'sans 12', dpi: 96, rgba: true } })
    .png()
    .toBuffer({ resolveWithObject: true });
  const size = { width: Math.min(info.width, width - 8), height: Math.min(info.height, captionHeight - 4) };
  const input = await sharp(data)
    .extract({ left: 0, top: 0, ...size })
    .png()
    .toBuffer();
  return { input, left: 4, top: top + Math.round((captionHeight - size.height) / 2) };
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as Pango's markup, and HTML, has it; without what no terminal shows. */
export const escapeMarkup = (text: string): string =>
  text.replace(/\p{Cc}/gu, '\u{fffd}').replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
