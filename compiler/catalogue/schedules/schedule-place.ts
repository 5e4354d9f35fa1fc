/** What was measured after each epoch of a phase so far, in order. */
export interface Measured {
  readonly values: readonly number[];
  readonly better: 'more' | 'less';
}

/** The phase that a schedule goes over. */
export interface SchedulePlace {
  /** Updates of the weights in an epoch. */
  readonly perEpoch: number;
  readonly epochs: number;
  readonly measured: Measured;
}
