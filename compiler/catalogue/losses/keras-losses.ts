import { namesIn } from '../entry/entry.ts';

/** Losses of Keras; what has no entry of these is not here yet. */
export const kerasLosses: ReadonlySet<string> = new Set(namesIn('CTC Circle circle ctc'));
