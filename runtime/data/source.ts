import type { PartName } from '../../compiler/catalogue/splits/define-split.ts';
import type { Measured } from './pictures/measure.ts';
import type { Entry } from './recipe.ts';

/** A decoded image: rows of pixels of interleaved channels. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Uint8Array | Float32Array;
}

/** Left, top, right, bottom as fractions of the image's width and height. */
export type Corners = readonly [left: number, top: number, right: number, bottom: number];

/** An object of a picture: its box, and the number of its class. */
export interface PictureObject {
  readonly box: Corners;
  readonly label: number;
}

/** A place in a picture, in fractions of its width and height. */
export type Point = readonly [x: number, y: number];

/** Points of a picture, in their order; undefined where one cannot be seen. */
export type Points = readonly (Point | undefined)[];

/** What a source brings for one example. */
export interface Example {
  readonly image: Picture;
  /** The number of its class. */
  readonly label: number;
  readonly box?: Corners;
  /** All objects that are in it, where the source tells of objects. */
  readonly objects?: readonly PictureObject[];
  /** The number of a class for each pixel, in one channel and of the picture's size; 255 where nobody has labelled it. */
  readonly mask?: Picture;
  readonly points?: Points;
  /** What the picture is to become. */
  readonly target?: Picture;
  /** Fields of numbers, by name. */
  readonly numbers?: Readonly<Record<string, Float32Array>>;
}

/** Where examples come from. Numbers below `count` are split; those from `count` on are a test set of its own. */
export interface DataSource {
  readonly count: number;
  readonly testCount: number;
  /** The raw image's size; null where it differs between examples. */
  readonly imageShape: readonly [number | null, number | null, number];
  /** Bytes of its files that are held in memory; absent for none. */
  readonly held?: number;
  /** What decoding takes, where pictures are files. */
  readonly measured?: Measured;
  readonly bringsBox: boolean;
  /** Whether it tells of all objects of a picture. */
  readonly bringsObjects?: boolean;
  /** Whether points are marked in its pictures. */
  readonly bringsPoints?: boolean;
  /** Whether its pictures have masks. */
  readonly bringsMask?: boolean;
  /** Whether each picture has one that it is to become. */
  readonly bringsTarget?: boolean;
  /** Names of the fields of numbers that it brings. */
  readonly bringsNumbers?: ReadonlySet<string>;
  readonly classNames?: readonly string[];
  /** What lies among the examples and is none, in words. */
  readonly leftOut?: { readonly count: number; readonly lines: readonly string[] };
  /** What is wrong with objects of pictures: each with its place. */
  readonly faults?: { readonly count: number; readonly lines: readonly string[] };
  /** How many pictures have more objects than there is room for. */
  readonly crowded?: { readonly pictures: number; readonly most: number };
  /** In how many pictures points of several objects are marked. */
  readonly pointedTwice?: number;
  /** What the examples were, so that a resumed run can tell other data: a digest. */
  readonly fingerprint: string;
  labelOf(index: number): number;
  /** The part that it lies in, where parts come with the source. */
  partOf?(index: number): PartName;
  /** What it has in a column; undefined where there is no such column. */
  cellOf?(column: string): ((index: number) => string) | undefined;
  /** The file an example comes from, where it has one to itself. */
  fileOf(index: number): string | undefined;
  entry(index: number): Entry;
}
