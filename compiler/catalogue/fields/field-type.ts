import type { OpenSize } from '../../sizes/open-shape.ts';

/** What a field of a data block is; sizes that only the files know are null. */
export type FieldType<S extends OpenSize = number | null> =
  | { readonly kind: 'class'; readonly classes: number }
  /** Any of so many labels, each a 0 or a 1. */
  | { readonly kind: 'classes'; readonly classes: number }
  | { readonly kind: 'box'; readonly format: BoxFormat }
  /** Up to so many objects, each with a box and one of so many classes. */
  | { readonly kind: 'boxes'; readonly most: number; readonly classes: number }
  /** A class for each pixel; its height and width are those of the picture that it is of. */
  | { readonly kind: 'mask'; readonly classes: number; readonly sides: readonly [S, S] }
  /** So many points, each of which may be out of sight. */
  | { readonly kind: 'keypoints'; readonly points: number }
  | { readonly kind: 'tensor'; readonly dtype: 'float32' | 'uint8' | 'int32'; readonly shape: readonly S[] };

/** Which four numbers a box is: its centre, width and height, or its left, top, right and bottom. */
export type BoxFormat = 'center' | 'corners';

export type FieldKind = FieldType['kind'];

/** What the numbers of a tensor are, by the words for it. */
export const tensorTypes = ['float32', 'uint8', 'int32'] as const;

/** What the type of a field begins with. */
export const typeNames: readonly string[] = [
  ...['class', 'classes', 'box', 'boxes', 'mask', 'keypoints'],
  ...tensorTypes,
];

/** So many objects a picture may have at most: each takes a row of every example. */
export const mostObjects = 1000;

/** What is given of an object: left, top, right and bottom, in fractions of the picture, and the number of its class. */
export const numbersOfObject = 5;

/** So many points a picture may have. */
export const mostPoints = 1000;

/** What is given of a point: its x and y in fractions of the picture, and 1 where it can be seen; else 0 0 0. */
export const numbersOfPoint = 3;

/** The words for the four numbers of a box. */
export const boxFormats: readonly BoxFormat[] = ['center', 'corners'];

/** What stands for the class of a pixel that nobody has labelled, or that lies outside of the picture. */
export const unlabelled = 255;

/** Whether code in other languages, which is given examples one by one, has a kind of field. */
export const isInCode = (kind: FieldKind): boolean =>
  kind !== 'boxes' && kind !== 'mask' && kind !== 'keypoints';

/** Whether a field is a picture that others are to become. */
export const isTargetPicture = (field: {
  readonly name: string;
  readonly type: FieldType<OpenSize>;
}): boolean => field.type.kind === 'tensor' && field.type.shape.length === 3 && !isPicture(field);

/** Whether a field is a picture: the others of numbers are columns of the data. */
export const isPicture = ({
  name,
  type,
}: {
  readonly name: string;
  readonly type: Pick<FieldType<OpenSize>, 'kind'>;
}): boolean => type.kind === 'tensor' && name === 'image';
