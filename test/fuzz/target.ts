import type { RandomStream } from '../../runtime/random.ts';

/** What a target is fed at once: files by name (most targets need one). */
export type FuzzInput = ReadonlyMap<string, Uint8Array>;

/** Something that reads what it was not given by a friend. */
export interface FuzzTarget {
  /** How many inputs the short run of the suite takes: a second or two. */
  readonly short: number;
  /** Bytes by which one input may let the peak of the process grow; 256 MiB where nothing is said. */
  readonly memory?: number;
  /** Processor seconds that one input may take; 1 where nothing is said. */
  readonly seconds?: number;
  /** An input that depends on the stream alone. */
  make(stream: RandomStream): FuzzInput | Promise<FuzzInput>;
  /**
   * Takes an input in. What is wrong is returned as a line or thrown; a RunError is an answer to the user, and right.
   * An input is fed again where a finding is confirmed and shrunk, so that nothing may be left of the one before.
   */
  feed(input: FuzzInput): string | undefined | Promise<string | undefined>;
  /** Ends what it has kept for the next input; it may be fed again all the same. */
  close?(): Promise<void>;
}

/** What a target has to make before its first input: corpora, a temporary folder. */
export type OpenTarget = () => FuzzTarget | Promise<FuzzTarget>;

/** Processor seconds that one input may take. */
export const secondsPerInput = 1;
/** Bytes by which one input may let the peak of the process grow. */
export const bytesPerInput = 256 * 2 ** 20;
