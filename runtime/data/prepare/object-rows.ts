import { numbersOfObject } from '../../../compiler/catalogue/fields/field-type.ts';
import type { Corners, PictureObject } from '../source.ts';

/** What stands for the class of a row that no object has. */
const none = -1;

/**
 * A row for each object: left, top, right and bottom in fractions of the picture, and the number of its class; 0 0 0 0 −1 in the rows up to
 * `most` that are left. Of more objects the largest are taken.
 */
export function objectRows(objects: readonly PictureObject[], most: number): Float32Array {
  const rows = new Float32Array(most * numbersOfObject);
  const taken = objects.length <= most ? objects : objects.toSorted(byArea).slice(0, most);
  for (let row = 0; row < most; row++) {
    const object = taken[row];
    rows.set(
      object === undefined ? [0, 0, 0, 0, none] : [...object.box, object.label],
      row * numbersOfObject,
    );
  }
  return rows;
}

const byArea = (a: PictureObject, b: PictureObject): number => areaOf(b.box) - areaOf(a.box);

const areaOf = ([left, top, right, bottom]: Corners): number => (right - left) * (bottom - top);

/** The objects that rows are of. */
export function objectsOf(rows: ArrayLike<number>): readonly PictureObject[] {
  const objects: PictureObject[] = [];
  for (let start = 0; start < rows.length; start += numbersOfObject) {
    const [left = 0, top = 0, right = 0, bottom = 0, label = none] = Array.from(
      { length: numbersOfObject },
      (_, place) => rows[start + place] ?? 0,
    );
    if (label !== none) objects.push({ box: [left, top, right, bottom], label });
  }
  return objects;
}
