/** At most `most` of the numbers 0 … count − 1, spread evenly, the first among them. */
export function evenly(count: number, most: number): readonly number[] {
  const chosen = Math.min(count, most);
  return Array.from({ length: chosen }, (_, rank) => Math.floor((rank * count) / chosen));
}
