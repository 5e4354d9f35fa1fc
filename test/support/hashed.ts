/** Numbers in [0, 1): the MurmurHash3 finalizer of index + seed · 0x9E3779B9, as the golden scripts draw them. */
export function hashed(seed: number, shape: readonly number[]): number[] {
  const offset = Math.imul(seed, 0x9e3779b9);
  const length = shape.reduce((product, size) => product * size, 1);
  const numbers = new Array<number>(length);
  for (let index = 0; index < length; index++) {
    let h = (index + offset) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    numbers[index] = ((h ^ (h >>> 16)) >>> 0) / 4294967296;
  }
  return numbers;
}
