import sharp from 'sharp';
import type { Sample } from './draw-samples.ts';

/** Pixels of a side of a picture's place, and between two. */
const [side, gap] = [160, 6];
const background = '#f4f5f7';

/** What a sheet says that it was made by, in the EXIF that comes before its pixels. */
const mark = 'cnnc data: samples';

/** Whether a file that begins so is a sheet of samples. */
export const isSheet = (beginning: string): boolean =>
  beginning.startsWith('\u{fffd}PNG') && beginning.includes(mark);

/** Samples in rows, as a PNG. */
export async function samplesSheet(samples: readonly Sample[]): Promise<Buffer> {
  const columns = Math.max(1, Math.ceil(Math.sqrt(samples.length)));
  const rows = Math.max(1, Math.ceil(samples.length / columns));
  const size = (count: number): number => count * side + (count + 1) * gap;
  const placed = samples.map(async ({ drawn }, index) => {
    const input = await sharp(drawn.bytes)
      .resize(side, side, { fit: 'contain', background })
      .png()
      .toBuffer();
    const [column, row] = [index % columns, Math.floor(index / columns)];
    return { input, left: size(column), top: size(row) };
  });
  const create = { width: size(columns), height: size(rows), channels: 3 as const, background };
  return sharp({ create })
    .composite(await Promise.all(placed))
    .withExif({ IFD0: { Software: mark } })
    .png()
    .toBuffer();
}
