import { fractionsOf, type WrittenBox } from './folder/written-box.ts';
import { readPartner, type Partner } from './folder/read-partner.ts';
import { readPart, readRecord, type FileRecord } from './idx/read-record.ts';
import { drawExample } from './shapes/draw-example.ts';
import { drawObjects, type Several } from './shapes/draw-objects.ts';
import type { Canvas } from './shapes/draw.ts';
import { fractionsOfPoints } from './marked-points.ts';
import type { Corners, Example, Picture, PictureObject, Points } from './source.ts';

/** How an example's picture is come by; can be sent to another thread. */
export type Recipe =
  /** It is in memory. */
  | { readonly kind: 'pixels'; readonly image: Picture }
  /** It is decoded from a file to so many channels, which takes about so many bytes at once; absent: as its header says. */
  | { readonly kind: 'file'; readonly path: string; readonly channels: number; readonly bytes?: number }
  /** It is decoded from a part of a file. */
  | ({ readonly kind: 'part'; readonly channels: number; readonly bytes: number } & FilePart)
  /** It lies in a file as it is. */
  | { readonly kind: 'record'; readonly record: FileRecord }
  /** It is drawn, and its box with it; or several objects. */
  | {
      readonly kind: 'shape';
      readonly canvas: Canvas;
      readonly seed: number;
      readonly index: number;
      readonly several?: Several;
      /** Whether a mask is drawn, too. */
      readonly masked?: boolean;
    };

/** Bytes of a file. */
export interface FilePart {
  readonly path: string;
  /** Of the first. */
  readonly position: number;
  readonly length: number;
}

/** An example before its picture is made. */
export interface Entry {
  readonly recipe: Recipe;
  /** The number of its class. */
  readonly label: number;
  readonly box?: Corners;
  readonly objects?: readonly PictureObject[];
  readonly mask?: Picture;
  readonly target?: Picture;
  /** Of a picture in a file: what is read with it. */
  readonly partner?: Partner;
  /** Fields of numbers, by name. */
  readonly numbers?: Readonly<Record<string, Float32Array>>;
  /** The size of the picture that annotations say it has, which their boxes are of. */
  readonly stated?: { readonly height: number; readonly width: number };
  /** Points as its file has them: in pixels, of which the middle of the first is 0. */
  readonly marked?: Points;
  /** The box as its file has it; `missing` where it has none. */
  readonly written?: WrittenBox | 'missing';
}

/** Makes an example, of a file that has been read already where there is one; a text says why where that cannot be. */
export async function realize(
  { recipe, written, stated, marked, partner, ...known }: Entry,
  file?: Buffer,
): Promise<Example | string> {
  switch (recipe.kind) {
    case 'pixels':
      return { ...known, image: recipe.image };
    case 'file': {
      const { decodeBytes, decodeImage } = await import('./pictures/decode-image.ts');
      const image = await (file === undefined
        ? decodeImage(recipe.path, recipe.channels)
        : decodeBytes(file, recipe.channels));
      if (typeof image === 'string') return image;
      if (stated !== undefined && !isOf(stated, image))
        return `it is ${image.width} × ${image.height} pixels, and its annotations are of ${stated.width} × ${stated.height}`;
      if (marked !== undefined) {
        const points = fractionsOfPoints(marked, image);
        return typeof points === 'string' ? points : { ...known, image, points };
      }
      if (partner !== undefined) {
        const found = await readPartner(partner, image);
        return typeof found === 'string' ? found : { ...known, image, ...found };
      }
      if (written === undefined) return { ...known, image };
      const box = written === 'missing' ? 'it has no box' : fractionsOf(written, image);
      return typeof box === 'string' ? box : { ...known, image, box };
    }
    case 'part': {
      const [bytes, { decodeBytes }] = await Promise.all([
        readPart(recipe),
        import('./pictures/decode-image.ts'),
      ]);
      const image = typeof bytes === 'string' ? bytes : await decodeBytes(bytes, recipe.channels);
      return typeof image === 'string' ? image : { ...known, image };
    }
    case 'record': {
      const image = await readRecord(recipe.record);
      return typeof image === 'string' ? image : { ...known, image };
    }
    case 'shape': {
      const { canvas, seed, index, several, masked } = recipe;
      return {
        ...known,
        ...(several === undefined
          ? drawExample(canvas, known.label, seed, index, masked)
          : drawObjects(canvas, several, seed, index, masked)),
      };
    }
  }
}

const isOf = (stated: NonNullable<Entry['stated']>, { height, width }: Picture): boolean =>
  stated.height === height && stated.width === width;
