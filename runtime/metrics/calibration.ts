import { calibrationError, usualBins as bins } from '../../compiler/catalogue/metrics/calibration-error.ts';

/** How sure a model was of examples, and how often it was right, where it was about so sure. */
export interface CalibrationBin {
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/** Confidence against accuracy, in bins of equal width: Guo et al. 2017, equations 2 and 3. */
export class Calibration {
  readonly #counts = new Float64Array(bins);
  readonly #confidence = new Float64Array(bins);
  readonly #right = new Float64Array(bins);

  add(confidence: number, isRight: boolean): void {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1;
    this.#confidence[bin] = (this.#confidence[bin] ?? 0) + confidence;
    this.#right[bin] = (this.#right[bin] ?? 0) + Number(isRight);
  }

  bins(): readonly CalibrationBin[] {
    return Array.from(this.#counts, (count, bin) => ({
      count,
      confidence: count === 0 ? 0 : (this.#confidence[bin] ?? 0) / count,
      accuracy: count === 0 ? 0 : (this.#right[bin] ?? 0) / count,
    }));
  }

  /** Expected calibration error, that of the metric `ece`. */
  error(): number {
    return calibrationError(this.#counts, this.#confidence, this.#right);
  }
}
