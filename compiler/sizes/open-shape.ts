import { equal } from './condition.ts';
import { Facts } from './facts.ts';
import { formatSize } from './format-size.ts';
import type { Size } from './size.ts';

/** A size, or null where only the run knows it. */
export type OpenSize = Size | null;

/** `[?, ?, 3]`: a shape in which some sizes are not known before the run. */
export const formatOpenShape = (shape: readonly OpenSize[]): string =>
  `[${shape.map((size) => (size === null ? '?' : formatSize(size))).join(', ')}]`;

/** Whether two shapes may be the same; a size that only the run knows may be any. */
export function maybeSame(shape: readonly Size[], other: readonly OpenSize[]): boolean {
  const facts = new Facts();
  return (
    shape.length === other.length &&
    shape.every((size, axis) => {
      const against = other[axis] ?? null;
      return against === null || facts.decide(equal(size, against)).type !== 'refuted';
    })
  );
}
