/** Losses and metrics by the names they are shown under: `loss`, `accuracy`, `box_loss`, `val_loss`. */
export type Measures = Readonly<Record<string, number>>;

/** What one epoch gave. */
export interface EpochRecord {
  readonly phase: string;
  /** From 1, within the phase. */
  readonly epoch: number;
  /** Of the training part as it was trained on, and of the validation part with `val_` in front. */
  readonly measures: Measures;
  readonly images: number;
  /** Spent on training steps. */
  readonly seconds: number;
  /** Seconds of them in which the engine waited for data. */
  readonly waited: number;
  /** Of its last update; absent in runs of earlier versions. */
  readonly learning_rate?: number;
}

/** Measures with a prefix before each name. */
export const prefixed = (measures: Measures, prefix: string): Measures =>
  Object.fromEntries(Object.entries(measures).map(([name, value]) => [`${prefix}${name}`, value]));

/** An epoch as a line of `log.jsonl`. */
export const logLine = ({
  phase,
  epoch,
  measures,
  images,
  seconds,
  waited,
  learning_rate,
}: EpochRecord): string =>
  `${JSON.stringify({ phase, epoch, ...measures, images, seconds: rounded(seconds), data_wait: rounded(waited), learning_rate })}\n`;

/** To milliseconds. */
export const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
