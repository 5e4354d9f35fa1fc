/*
 * Sums of each channel (the last axis) of channels-last numbers, in float64. Each is a loop of its own: a function
 * given as the term of one shared loop makes it 20 times slower.
 */

/** Σ x */
export function channelSums(x: Float32Array, channels: number): Float64Array {
  const totals = new Float64Array(channels);
  for (let row = 0; row < x.length; row += channels) {
    for (let channel = 0; channel < channels; channel += 1) {
      totals[channel] = (totals[channel] ?? 0) + (x[row + channel] ?? 0);
    }
  }
  return totals;
}

/** Σ (x − mean)² */
export function channelSquares(x: Float32Array, mean: Float64Array): Float64Array {
  const channels = mean.length;
  const totals = new Float64Array(channels);
  for (let row = 0; row < x.length; row += channels) {
    for (let channel = 0; channel < channels; channel += 1) {
      const apart = (x[row + channel] ?? 0) - (mean[channel] ?? 0);
      totals[channel] = (totals[channel] ?? 0) + apart * apart;
    }
  }
  return totals;
}

/** Σ dy · (x − mean) */
export function channelProducts(dy: Float32Array, x: Float32Array, mean: Float64Array): Float64Array {
  const channels = mean.length;
  const totals = new Float64Array(channels);
  for (let row = 0; row < x.length; row += channels) {
    for (let channel = 0; channel < channels; channel += 1) {
      const apart = (x[row + channel] ?? 0) - (mean[channel] ?? 0);
      totals[channel] = (totals[channel] ?? 0) + apart * (dy[row + channel] ?? 0);
    }
  }
  return totals;
}
