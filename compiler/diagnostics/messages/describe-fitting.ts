/** What of a phase would fit its budget. */
export interface Fitting {
  /** The largest batch; 0 where not even one example fits. */
  readonly largest: number;
  /** What a batch of 1 needs, where that does not fit: `57.2 MB`. */
  readonly least?: string;
  /** An engine that is here, on which the phase as it is fits. */
  readonly engine?: string;
  /** Smaller batches of which an update has as many examples as now. */
  readonly accumulated?: {
    readonly batch: number;
    readonly batches: number;
    /** Whether the phase trains a BatchNormalization, which sees one batch at a time. */
    readonly normalizes: boolean;
  };
  /** What the phase as it is would do again with `recompute = auto`: `12 % of …`. */
  readonly repeated?: string;
}

/** The ways out of a budget that is exceeded, with their prices; `batchWords` is how another batch is asked for. */
export function describeFitting(
  { largest, least, engine, accumulated, repeated }: Fitting,
  batchWords: (batch: number) => string,
): string {
  const ways = [
    largest === 0
      ? `even a batch of 1 ${least === undefined ? 'does not fit' : `needs ${least}`}: raise \`memory\``
      : `\`${batchWords(largest)}\` is the largest that fits`,
  ];
  if (accumulated !== undefined) {
    const { batch, batches, normalizes } = accumulated;
    const caveat = normalizes ? `, but for \`BatchNormalization\`, which then sees ${batch} at a time` : '';
    ways.push(
      `\`batch = ${batch}\` with \`accumulate = ${batches}\` keeps an update of ${batch * batches}${caveat}`,
    );
  }
  if (repeated !== undefined) ways.push(`\`recompute = auto\`, which fits and repeats ${repeated}`);
  if (engine !== undefined) ways.push(`\`--engine ${engine}\`, on which it fits`);
  return ways.join('; or ');
}
