/** What an epoch came to: `loss`, and where there are other heads `head_loss` and `head_metric`; of validation with `val_` before. */
export interface EpochLog {
  readonly phase: string;
  readonly epoch: number;
  readonly epochs: number;
  readonly values: Readonly<Record<string, number>>;
}

/** How a training is watched and ended. */
export interface TrainOptions {
  /** In place of the phases' own. */
  readonly epochs?: number;
  readonly batch?: number;
  /** What decides the order of examples. */
  readonly seed?: number;
  readonly shuffle?: boolean;
  readonly onEpoch?: (log: EpochLog) => void | Promise<void>;
  /** After each step: the loss of its batch. */
  readonly onStep?: (step: {
    phase: string;
    epoch: number;
    step: number;
    loss: number;
  }) => void | Promise<void>;
  readonly signal?: AbortSignal;
}
