import type { SeenSource } from '../check-source.ts';

/** What a look at a source told, without reading all of it. */
export interface Look extends SeenSource {
  /** Pictures whose headers were read, where they are files. */
  readonly pictures: readonly LookedPicture[];
  /** What was looked at: `500 of 200,000 pictures`. */
  readonly at: string;
}

export interface LookedPicture {
  readonly file: string;
  /** Height and width; undefined where the header does not say. */
  readonly size: readonly [height: number, width: number] | undefined;
  /** Whether its beginning is no picture's. */
  readonly isBroken: boolean;
}

/** A number as people read it: `200,000`. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');
