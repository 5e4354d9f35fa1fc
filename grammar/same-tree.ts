/** Keys whose numbers are offsets in the text. */
const offsets = new Set(['start', 'end', 'gaps']);

/** Whether two parts of trees are the same, every node of the other one so much further on. */
export const isSameTree = (one: object, other: object, by: number): boolean => isSame(one, other, by, false);

function isSame(one: unknown, other: unknown, by: number, isOffset: boolean): boolean {
  if (typeof one === 'number' && isOffset) return other === one + by;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other);
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => isSame(item, other[index], by, isOffset));
  }
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => key === 'source' || isSame(at(one, key), at(other, key), by, offsets.has(key)));
}

const at = (node: object, key: string): unknown => (node as Readonly<Record<string, unknown>>)[key];
