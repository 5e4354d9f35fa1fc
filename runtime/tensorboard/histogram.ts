/** Numbers from `left` to `right`, and how many there are. */
export type Bin = readonly [left: number, right: number, count: number];

const mostBins = 30;

/** Finite numbers in bins of one width from the least to the greatest, as many as TensorBoard's own summaries have. */
export function histogram(numbers: Float32Array): readonly Bin[] {
  if (numbers.length === 0) return [];
  let [least, greatest] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  if (least === greatest) return [[least - 0.5, greatest + 0.5, numbers.length]];
  const width = (greatest - least) / mostBins;
  const counts = new Array<number>(mostBins).fill(0);
  for (const number of numbers) {
    const bin = Math.min(mostBins - 1, Math.floor((number - least) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin): Bin => {
    const right = bin === mostBins - 1 ? greatest : least + (bin + 1) * width;
    return [least + bin * width, right, count];
  });
}
