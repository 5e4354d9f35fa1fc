/** Throws where a condition on sizes does not hold; sizes that are not known yet are not asked. */
export function demand(
  holds: boolean,
  message: string,
  sizes: readonly number[] = [],
): void {
  if (!holds && sizes.every((size) => !Number.isNaN(size)))
    throw new RangeError(message);
}
