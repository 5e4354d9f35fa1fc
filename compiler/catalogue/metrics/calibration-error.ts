/** How many bins there are where nothing else is said. */
export const usualBins = 15;

/**
 * Expected calibration error (Guo et al., 2017, equation 3) of bins of confidence: the mean distance of how often examples were right
 * and how confident they were, each bin by its examples; 0 of none.
 */
export function calibrationError(
  counts: ArrayLike<number>,
  confidences: ArrayLike<number>,
  rights: ArrayLike<number>,
): number {
  let [examples, apart] = [0, 0];
  for (let bin = 0; bin < counts.length; bin++) {
    examples += counts[bin] ?? 0;
    apart += Math.abs((rights[bin] ?? 0) - (confidences[bin] ?? 0));
  }
  return examples === 0 ? 0 : apart / examples;
}
