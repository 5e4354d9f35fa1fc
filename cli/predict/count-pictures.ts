import { findPictures } from '../../runtime/predict/find-pictures.ts';

/** How many pictures there will be, once that is known. */
export interface Counting {
  readonly total: number | undefined;
  stop(): void;
}

/** Counts pictures while others are predicted for already. */
export function countPictures(places: readonly string[], followLinks: boolean): Counting {
  const counting = { total: undefined as number | undefined, stopped: false };
  const count = async (): Promise<void> => {
    let found = 0;
    for await (const _ of findPictures(places, { followLinks, unordered: true })) {
      found++;
      if (counting.stopped) return;
    }
    counting.total = found;
  };
  // What cannot be listed is told where it is predicted for.
  count().catch(() => undefined);
  return {
    get total() {
      return counting.total;
    },
    stop() {
      counting.stopped = true;
    },
  };
}
