import { classFigures, type ClassFigures, Confusion, ratio } from './confusion.ts';
import { type HeadMeaning, probabilitiesOf } from './head-meaning.ts';

/** What a head of masks came to, over the pixels that are labelled. */
export interface MaskFigures {
  readonly kind: 'mask';
  /** Of pixels. */
  readonly confusion: Confusion;
  readonly perClass: readonly (ClassFigures & {
    /** Pixels that are of the class and taken for it, among those that are either; undefined where there are none. */
    readonly iou: number | undefined;
  })[];
  /** Over the classes that occur or were predicted. */
  readonly meanIou: number;
  /** The share of the pixels that are right. */
  readonly accuracy: number;
}

export type MaskMeaning = Extract<HeadMeaning, { readonly kind: 'mask' }>;

/** The class of each of so many pixels: the largest value; of a single value, whether it is likelier than not. */
export function classesOf(
  values: ArrayLike<number>,
  pixels: number,
  { activation }: MaskMeaning,
): Uint8Array {
  const channels = values.length / pixels;
  if (channels === 1)
    return Uint8Array.from(probabilitiesOf(values, activation), (value) => Number(value > 0.5));
  const classes = new Uint8Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const first = pixel * channels;
    let best = 0;
    for (let label = 1; label < channels; label++)
      if ((values[first + label] ?? 0) > (values[first + best] ?? 0)) best = label;
    classes[pixel] = best;
  }
  return classes;
}

/** Counts of what pixels are and were taken for: bounded by the classes, whatever the pictures. */
export class MaskCounts {
  readonly #classes: number;
  readonly #counts: Float64Array;

  constructor(classes: number) {
    this.#classes = classes;
    this.#counts = new Float64Array(classes * classes);
  }

  /** Adds pixels; those whose truth is no class are not labelled. */
  add(truth: ArrayLike<number>, predicted: ArrayLike<number>): void {
    for (let pixel = 0; pixel < truth.length; pixel++) {
      const label = truth[pixel] ?? 0;
      if (label >= this.#classes) continue;
      const place = label * this.#classes + (predicted[pixel] ?? 0);
      this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    }
  }

  figures(): MaskFigures {
    const confusion = new Confusion(this.#classes);
    this.#counts.forEach((count, place) => {
      const truth = Math.floor(place / this.#classes);
      if (count > 0) confusion.add(truth, place % this.#classes, count);
    });
    const perClass = classFigures(confusion).map((figures, label) => {
      const right = confusion.count(label, label);
      const either = figures.support + figures.taken - right;
      return { ...figures, iou: either === 0 ? undefined : right / either };
    });
    const overlaps = perClass.flatMap(({ iou }) => (iou === undefined ? [] : [iou]));
    const right = perClass.reduce((sum, _, label) => sum + confusion.count(label, label), 0);
    return {
      kind: 'mask',
      confusion,
      perClass,
      meanIou: ratio(
        overlaps.reduce((sum, iou) => sum + iou, 0),
        overlaps.length,
      ),
      accuracy: ratio(right, confusion.total),
    };
  }
}

/** What the classes of a mask are called: as those of the data, with or without a background before them. */
export function maskNames(
  names: readonly string[] | undefined,
  classes: number,
): readonly string[] | undefined {
  if (names?.length === classes) return names;
  return names?.length === classes - 1 ? ['background', ...names] : undefined;
}
