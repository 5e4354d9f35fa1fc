/** What a number was probably meant as, where it is hardly what it says. */
export interface Doubt {
  /** What the number means as it stands. */
  readonly why: string;
  /** What to write instead, where that follows from the number. */
  readonly write?: string;
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

/** A share that was written in percent: 50 for 0.5; of what is below 2 nobody knows what was meant. */
export function doubtShare(rate: number): Doubt | undefined {
  if (rate >= 2 && rate <= 100) return { why: 'a share is from 0 to 1', write: short(rate / 100) };
  return rate === 1
    ? { why: 'everything is dropped, and nothing behind it learns', write: '0.5' }
    : undefined;
}

/** PyTorch's momentum is how much of the new statistics counts; Keras's, how much of the old ones is kept. */
export function doubtStatistics(momentum: number): Doubt | undefined {
  if (momentum >= 0.5 || momentum < 0) return undefined;
  const kept =
    'it is how much of the old statistics stays with each batch, not how much of the new ones comes';
  return { why: kept, write: momentum === 0 ? '0.99' : short(1 - momentum) };
}

/** A step that is further than any weight should go; `most` is how far is usual at the utmost. */
export const doubtRate =
  (most: number, usual: string) =>
  (rate: number): Doubt | undefined => {
    if (rate === 0) return { why: 'no weight moves', write: usual };
    return rate > most
      ? { why: `a step goes so far that the loss hardly ever falls`, write: usual }
      : undefined;
  };
