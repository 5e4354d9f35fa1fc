import type { Range, Tally, Wrong } from './run-inputs.ts';

/** What a worker is to do. */
export interface Task extends Range {
  /** The file in which it says which input it is at. */
  readonly progress: string;
}

/** A finding without its input, which lies in the folder. */
export interface Found extends Omit<Wrong, 'kind'> {
  readonly index: number;
  readonly kind: Wrong['kind'] | 'crash' | 'hang';
  readonly folder: string;
}

/** What a worker says. */
export type WorkerMessage =
  { readonly type: 'tally'; readonly tally: Tally } | { readonly type: 'found'; readonly finding: Found };
