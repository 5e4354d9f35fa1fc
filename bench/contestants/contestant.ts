import type { NetworkName } from '../networks.ts';

/** A reference network and its batch size. */
export interface Task {
  readonly net: NetworkName;
  readonly batch: number;
  readonly threads: number;
}

/** Something that can run training steps. */
export interface Contestant {
  readonly name: string;
  /** Multiplications and additions of what is timed, where it is not the network's step. */
  readonly flops?: number;
  /** Runs some steps, after warming up, and gives the milliseconds of each (or of a typical one). */
  time(steps: number): Promise<readonly number[]>;
  dispose(): Promise<void>;
}

/** A contestant, or why there is none here. */
export type Entry = { readonly contestant: Contestant } | { readonly name: string; readonly skipped: string };

export const skip = (name: string, skipped: string): Entry => ({ name, skipped });
