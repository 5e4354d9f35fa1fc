import type { Entry } from '../entry/entry.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';

/** The bounds between which a factor is drawn, the lower first. */
export type Bounds = readonly [lower: number, upper: number];

/** What a factor may be. */
export interface Allowed {
  readonly range: Bounds;
  /** Whether it must be above the least. */
  readonly exclusive?: boolean;
  /** Whether it counts something. */
  readonly whole?: true;
  /**
   * What bounds a number f gives, and two numbers: −f and f, or the two (absent); the least and f, or the two; −f and f,
   * or −the first and the second.
   */
  readonly reading?: 'upTo' | 'deviations';
}

/** What a step is made from besides its parameters. */
export interface Drawn {
  /** Bounds of its factors, by parameter; those that were left out are not there. */
  readonly bounds: Readonly<Record<string, Bounds>>;
  /** The values that pixels have. */
  readonly range: Bounds;
}

/** The facts of a step of `augment { … }`: a layer of Keras's, drawn anew for each example and epoch. */
export interface AugmentationDefinition<T extends ParameterTable, S extends object> extends Entry<T> {
  /** Parameters that are a factor or its two bounds, with what Keras allows. */
  readonly factors?: Readonly<Record<string, Allowed>>;
  /** What others count a factor in: how many make the whole, and what the factor counts. */
  readonly unit?: { readonly whole: number; readonly why: string };
  /** Whether it is of pictures with three channels only, or which parameters make it so. */
  readonly ofColour?: true | readonly string[];
  /** Whether it is of pictures with three channels or one. */
  readonly greyToo?: true;
  /** Whether its arithmetic, which is Keras's, wants 0 as the least value of pixels, or with which parameters it does. */
  readonly fromZero?: true | readonly string[];
  /** Parameters that are a number, or one for each channel. */
  readonly perChannel?: readonly string[];
  /** Whether it mixes the examples of a batch. */
  readonly mixes?: true;
  /** Parameters that are odd numbers. */
  readonly odd?: readonly string[];
  make(params: ParamsOf<T>, drawn: Drawn): S;
}

/** An augmentation whose types are forgotten. */
export interface AnyAugmentationDefinition extends Omit<
  AugmentationDefinition<ParameterTable, object>,
  'make'
> {
  make(params: LayerParams, drawn: Drawn): object;
}

/** Declares a step of `augment`. */
export const defineAugmentation = <const K extends string, const T extends ParameterTable, S extends object>(
  definition: AugmentationDefinition<T, S> & { readonly kind: K },
): AnyAugmentationDefinition & {
  readonly kind: K;
  make(params: LayerParams, drawn: Drawn): S;
} => definition;

/** A factor, or its two bounds. */
export const factor = (doc: string) => ({ type: 'numbers', doc }) as const;

/** Bounds of what is not changed. */
export const unchanged: Bounds = [0, 0];

/** Bounds of how probable it is that what is always done is done. */
export const always: Bounds = [0, 1];

/** Either way, up to the whole. */
export const eitherWay: Allowed = { range: [-1, 1] };

/** Either way by a number, which has no sign; two numbers are bounds. */
export const signed: Allowed = { range: [0, 1] };

/** From nothing up to the whole. */
export const share: Allowed = { range: [0, 1], reading: 'upTo' };

/** The parameter of what is done to some pictures only. */
export const chance = {
  ...factor(
    'How probable it is, which is drawn, too: from 0 to this, 0.5 on average by default; or [lower, upper].',
  ),
  default: 1,
} as const;

/** The parameter of what keeps pixels within bounds. */
export const valueRange = {
  value_range: {
    type: 'numbers',
    default: null,
    nullable: true,
    doc: 'The least and greatest value of a pixel; by default what `prepare` makes of 0 to 255.',
  },
} as const;

/** Keras's parameters that have no meaning here, with why. */
export const unsupportedAugmentParameters: Readonly<Record<string, string>> = {
  seed: 'draws follow from the seed of the run',
  data_format: 'images are always channels-last (height, width, channels)',
  bounding_box_format: 'boxes are moved with their images',
};
