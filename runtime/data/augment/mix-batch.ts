import type { Batch, BatchField, Mixture } from '../batches.ts';
import type { Mixing } from './draw-mixing.ts';
import { placeOf } from './tints/patch.ts';

/** Where in a picture another one is seen: what covers a share of either side, and where of what is left it begins. */
export interface Patch {
  readonly at: readonly [x: number, y: number];
  readonly side: number;
}

/** What a field is to a mixture: the picture, numbers that are mixed, or a class, which is counted by its share. */
export type MixedAs = 'picture' | 'numbers' | 'class';

/** Mixes the examples of a batch with others of it. What a mixture has more of is its own class, the other is with its share. */
export function mixBatch(
  batch: Batch,
  mixing: Mixing,
  sortOf: (field: string) => MixedAs,
): Batch & { readonly mixture: Mixture } {
  const { order, shares } = mixing;
  const fields = new Map<string, BatchField>();
  const others = new Map<string, BatchField>();
  for (const [name, field] of batch.fields) {
    const sort = sortOf(name);
    if (sort === 'picture' && mixing.patches !== undefined) fields.set(name, cut(field, mixing));
    else if (sort !== 'class') fields.set(name, blend(field, mixing));
    else {
      const isOwn = (example: number): boolean => (shares[example] ?? 1) >= 0.5;
      fields.set(
        name,
        taken(field, (example) => (isOwn(example) ? example : (order[example] ?? example))),
      );
      others.set(
        name,
        taken(field, (example) => (isOwn(example) ? (order[example] ?? example) : example)),
      );
    }
  }
  const larger = shares.map((share) => Math.max(share, 1 - share));
  return { ...batch, fields, mixture: { shares: larger, fields: others } };
}

const sizeOf = ({ values }: BatchField, { shares }: Mixing): number => values.length / shares.length;

/** `share · x + (1 − share) · other`, in float32 as Keras does. */
function blend(field: BatchField, mixing: Mixing): BatchField {
  const { fround } = Math;
  const { values: from } = field;
  const size = sizeOf(field, mixing);
  const values = new Float32Array(from.length);
  mixing.shares.forEach((share, example) => {
    const [start, other] = [example * size, (mixing.order[example] ?? example) * size];
    const rest = fround(1 - share);
    for (let index = 0; index < size; index++) {
      values[start + index] =
        fround(share * (from[start + index] ?? 0)) + fround(rest * (from[other + index] ?? 0));
    }
  });
  return { ...field, values };
}

/** Each picture with a rectangle of its other one. */
function cut(field: BatchField, mixing: Mixing): BatchField {
  const [height = 1, width = 1, channels = 1] = field.shape;
  const values = field.values.slice();
  const size = sizeOf(field, mixing);
  mixing.patches?.forEach(({ at, side }, example) => {
    const { left, right, top, bottom } = placeOf({ height, width }, at, [side, side]);
    const [start, other] = [example * size, (mixing.order[example] ?? example) * size];
    for (let row = top; row < bottom; row++) {
      const [first, end] = [(row * width + left) * channels, (row * width + right) * channels];
      values.set(field.values.subarray(other + first, other + end), start + first);
    }
  });
  return { ...field, values };
}

/** The values of other examples. */
function taken({ shape, values: from }: BatchField, of: (example: number) => number): BatchField {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = new Float32Array(from.length);
  for (let example = 0; example * size < from.length; example++) {
    values.set(from.subarray(of(example) * size, (of(example) + 1) * size), example * size);
  }
  return { shape, values };
}
