import type { Entry } from '../entry/entry.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';

/** The shape of a source's images, height, width and channels; null where only the files know. */
export type ImageShape = readonly [height: number | null, width: number | null, channels: number | null];

/** Kinds of field that a source may bring besides its image: one of each, but of `tensor`, numbers by the name of the field, any. */
export type BroughtKind = 'class' | 'classes' | 'box' | 'boxes' | 'mask' | 'keypoints' | 'tensor';

/** The facts of a data source; `S`: what its examples are come by with. */
export interface SourceDefinition<T extends ParameterTable, S extends object> extends Entry<T> {
  make(params: ParamsOf<T>): S;
  brings(source: S): readonly BroughtKind[];
  /** Shapes that its images can be given, the usual first. */
  images(source: S): readonly [ImageShape, ...ImageShape[]];
  /** The parameters by which its images come out as others, as they are written, where they can. */
  sized?(shape: ImageShape): Readonly<Record<string, string>> | undefined;
  /** How many classes it has, where its parameters say. */
  classes?(source: S): number;
  /** How many classes a pixel of its masks may be of, where its parameters say. */
  maskClasses?(source: S): number;
  /** How many objects a picture has at most, where its parameters say. */
  mostObjects?(source: S): number | undefined;
  /** What its examples can be divided by, beside their classes. */
  readonly dividedBy?: readonly string[];
  /** Whether its fields of numbers are pictures. */
  readonly bringsPictures?: true;
  /** How it is written so that it brings what it does not, where it can be. */
  bringing?(kind: BroughtKind, source: S): string | undefined;
}

/** A source whose types are forgotten. */
export interface AnySourceDefinition extends Omit<SourceDefinition<ParameterTable, object>, 'make'> {
  make(params: LayerParams): object;
}

/** Declares a source. */
export const defineSource = <const K extends string, const T extends ParameterTable, S extends object>(
  definition: SourceDefinition<T, S> & { readonly kind: K },
): AnySourceDefinition & { readonly kind: K; make(params: LayerParams): S } => definition;

/** The parameter of what lies in a directory. */
export const directory = { type: 'string', doc: 'The directory, relative to the `.cnn` file.' } as const;
