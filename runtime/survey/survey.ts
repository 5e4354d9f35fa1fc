import type { Part } from '../data/split.ts';

/** What a run would see of a data block. */
export interface DataSurvey {
  readonly name: string;
  /** By part, what is in it. */
  readonly parts: ReadonlyMap<Part, PartFacts>;
  /** Names of the classes, where there are any: by their numbers. */
  readonly classes?: readonly string[];
  /** What lies among the examples and is none. */
  readonly leftOut: { readonly count: number; readonly lines: readonly string[] };
  /** What is wrong with objects of pictures, each with its place. */
  readonly faults: { readonly count: number; readonly lines: readonly string[] };
  /** Whether classes are those of objects, which are counted in the examples that were read. */
  readonly countsObjects?: true;
  /** What the pixels of masks are, where there are masks: in the examples that were read. */
  readonly mask?: MaskFacts;
  /** How many examples were read: all, or some that are spread evenly. */
  readonly read: number;
  readonly examples: number;
  readonly unreadable: readonly (readonly [file: string, reason: string])[];
  /** Of the training part, as the network gets it, without augmentation. */
  readonly pixels: readonly FieldFigures[];
  readonly same: readonly SamePicture[];
}

export interface PartFacts {
  readonly examples: number;
  /** By the number of the class, how many examples, or objects, are of it; empty without classes. */
  readonly byClass: readonly number[];
}

/** What the pixels of a field of masks are, as they are prepared. */
export interface MaskFacts {
  readonly field: string;
  readonly classes: readonly string[];
  /** How many are of each class, and of none. */
  readonly parts: ReadonlyMap<Part, { readonly byClass: readonly number[]; readonly unlabelled: number }>;
}

/** What the values of a picture field come to. */
export interface FieldFigures {
  readonly field: string;
  /** Sizes that were seen, the most frequent first: `28×28×1`. */
  readonly shapes: readonly (readonly [shape: string, count: number])[];
  readonly channels: readonly ChannelFigures[];
}

export interface ChannelFigures {
  readonly mean: number;
  /** The standard deviation over all pixels. */
  readonly deviation: number;
  readonly least: number;
  readonly largest: number;
}

/** Examples whose files, or pixels, are the same byte for byte. */
export interface SamePicture {
  /** What is wrong with it: it is in two parts, in two classes of one part, or only there more often. */
  readonly kind: 'parts' | 'classes' | 'copies';
  readonly places: readonly SamePlace[];
}

export interface SamePlace {
  /** Its file, else `example 7`. */
  readonly file: string;
  readonly part: Part;
  readonly label: number;
}
