/** What a model predicts of fixed numbers, which a project's test looks for. */
export interface ExpectedPrediction {
  /** Whether with the weights of the file beside the code; else with fixed ones. */
  readonly isOfFile: boolean;
  readonly outputs: ReadonlyMap<string, ExpectedOutput>;
}

export interface ExpectedOutput {
  /** How many numbers it has. */
  readonly size: number;
  /** How far they may be off. */
  readonly within: number;
  /** Some of them, by their place. */
  readonly numbers: readonly (readonly [place: number, value: number])[];
}

/** A size of a picture where the model leaves it open. */
export const openSize = 64;
