import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';
import type { Faults } from './faults.ts';
import type { Points } from '../source.ts';
import type { LeftOut } from '../listing/left-out.ts';

/** A picture and its objects, as annotations tell of it. */
export interface AnnotatedPicture {
  /** As it is called in messages, and sorted. */
  readonly name: string;
  /** From the directory of the data. */
  readonly path: string;
  /** Five numbers for each object: left, top, right and bottom in fractions of the picture, and the number of its class. */
  readonly objects: Float32Array;
  /** The points of its largest object of which any is marked, in pixels. */
  readonly marked?: Points;
  /** Its size, where the annotations say it. */
  readonly stated?: { readonly height: number; readonly width: number };
  /** The part that it is in, where parts come with the data. */
  readonly part?: PartName;
}

/** What annotations tell. */
export interface Annotated {
  readonly pictures: readonly AnnotatedPicture[];
  readonly classNames: readonly string[];
  readonly faults: Faults;
  /** In how many pictures points of several objects are marked; absent: it tells of none. */
  readonly pointedTwice?: number;
  /** What lies among the pictures, or is named, and is none. */
  readonly leftOut: LeftOut;
  /** A digest of the annotations. */
  readonly fingerprint: string;
}
