/** Bytes of variables that are set in one call, and so copied at once, where one is not larger by itself. */
export const copiedAtOnce = 2 ** 25;

/** Neighbours in groups of no more bytes than the limit, where one is not larger by itself. */
export function inGroups<T>(
  items: readonly T[],
  bytesOf: (item: T) => number,
  limit: number,
): readonly T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    const last = groups.at(-1);
    if (last !== undefined && bytes <= room) last.push(item);
    else {
      groups.push([item]);
      room = limit;
    }
    room -= bytes;
  }
  return groups;
}
