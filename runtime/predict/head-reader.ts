import { decodeBox } from '../data/prepare/decode-box.ts';
import type { PlaceBox } from '../data/prepare/box-in-picture.ts';
import type { Corners, Picture, Point } from '../data/source.ts';
import { findObjects } from '../detection/find-objects.ts';
import { type PredictedMask, readMask } from './read-mask.ts';
import { type HeadMeaning, probabilitiesOf } from '../evaluate/head-meaning.ts';

/** What a head says of a picture. */
export type HeadPrediction =
  /** The most probable classes, the first before the others. */
  | { readonly kind: 'classes'; readonly top: readonly RankedClass[] }
  /** A yes or no to each class, in their order. */
  | { readonly kind: 'labels'; readonly labels: readonly RankedClass[] }
  /** In pixels of the picture as it came. */
  | { readonly kind: 'box'; readonly box: Corners }
  /** In pixels of the picture as it came, of which the middle of the first is 0. */
  | { readonly kind: 'keypoints'; readonly points: readonly Point[] }
  /** The surest first. */
  | { readonly kind: 'objects'; readonly objects: readonly PlacedObject[] }
  | PredictedMask
  | { readonly kind: 'numbers'; readonly shape: readonly number[]; readonly values: Float32Array };

/** An object that was found: its class, and its box in pixels of the picture as it came. */
export interface PlacedObject extends RankedClass {
  readonly box: Corners;
}

export interface RankedClass {
  readonly index: number;
  readonly name: string;
  readonly probability: number;
  /** What else it is known by: WordNet's number of a class of ImageNet. */
  readonly id?: string;
}

/** A head of a model, and what its numbers stand for. */
export interface PredictedHead {
  readonly name: string;
  /** Of one example. */
  readonly shape: readonly number[];
  readonly meaning: HeadMeaning;
  /** Names of its classes by their numbers, where they are known. */
  readonly classes?: readonly string[] | undefined;
  /** What else these are known by. */
  readonly ids?: readonly string[] | undefined;
  /** Of a head of boxes. */
  readonly placeBox?: PlaceBox | undefined;
}

/** Reads a head's values of one example. */
export type HeadReader = (values: Float32Array, picture: Pick<Picture, 'height' | 'width'>) => HeadPrediction;

/** How much of what a head says is told. */
export interface ReadingOptions {
  /** How many of the most probable classes. */
  readonly top: number;
  /** How sure objects are at least; absent: as sure as the model says. */
  readonly confidence?: number | undefined;
}

/** The reader of a head. */
export function headReader(
  { meaning, classes, ids, placeBox, shape }: PredictedHead,
  { top, confidence }: ReadingOptions,
): HeadReader {
  const named = (probability: number, index: number): RankedClass => ({
    index,
    name: classes?.[index] ?? String(index),
    probability,
    ...(ids?.[index] !== undefined && { id: ids[index] }),
  });
  const ranked = (probabilities: Float64Array): HeadPrediction => ({
    kind: 'classes',
    top: firstOf(probabilities, top).map((index) => named(probabilities[index] ?? NaN, index)),
  });
  switch (meaning.kind) {
    case 'classes':
      return (values) => ranked(probabilitiesOf(values, meaning.activation));
    case 'binary':
      return (values) => {
        const [probability = NaN] = probabilitiesOf(values, meaning.activation);
        return ranked(Float64Array.of(1 - probability, probability));
      };
    case 'labels':
      return (values) => ({
        kind: 'labels',
        labels: Array.from(probabilitiesOf(values, meaning.activation), named),
      });
    case 'box':
      return (values, picture) => {
        const box = decodeBox(values, meaning.form);
        return { kind: 'box', box: placeBox?.(box, picture) ?? box };
      };
    case 'keypoints':
      return (values, picture) => ({
        kind: 'keypoints',
        points: Array.from({ length: meaning.points }, (_, point): Point => {
          const [x = NaN, y = NaN] = values.subarray(2 * point, 2 * point + 2);
          const [atX, atY] = placeBox?.([x, y, x, y], picture) ?? [x, y];
          return placeBox === undefined ? [atX, atY] : [atX - 0.5, atY - 0.5];
        }),
      });
    case 'objects':
      return (values, picture) => ({
        kind: 'objects',
        objects: findObjects(values, {
          ...meaning.rules,
          ...(confidence !== undefined && { confidence }),
        }).flatMap(({ box, label, score }) => {
          const [left, top, right, bottom] = within(placeBox?.(box, picture) ?? box, picture);
          // What lies in the margins around the picture alone is nothing in it.
          const isIn = left < right && top < bottom;
          return isIn ? [{ ...named(score, label), box: [left, top, right, bottom] as const }] : [];
        }),
      });
    case 'mask':
      return (values, picture) => readMask(values, shape, picture, { meaning, classes, placeBox });
    case 'numbers':
      return (values) => ({ kind: 'numbers', shape, values: values.slice() });
  }
}

/** A box cut off at the sides of its picture. */
function within(
  [left, top, right, bottom]: Corners,
  { height, width }: Pick<Picture, 'height' | 'width'>,
): Corners {
  const across = (x: number): number => Math.min(width, Math.max(0, x));
  const down = (y: number): number => Math.min(height, Math.max(0, y));
  return [across(left), down(top), across(right), down(bottom)];
}

/** The numbers of the largest values, the largest first; of equal ones the first. */
function firstOf(values: Float64Array, count: number): readonly number[] {
  const first: number[] = [];
  const isMore = (a: number, b: number): boolean => a > b || (Number.isNaN(b) && !Number.isNaN(a));
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    let place = first.length;
    while (place > 0 && isMore(value, values[first[place - 1] ?? 0] ?? NaN)) place--;
    if (place >= count) continue;
    first.splice(place, 0, index);
    if (first.length > count) first.pop();
  }
  return first;
}
