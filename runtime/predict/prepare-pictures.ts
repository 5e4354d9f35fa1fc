import { dataWorkers } from '../data/workers/data-workers.ts';
import { ownThread, type Setup, type TaskItem, type TaskOutcome } from '../data/workers/task.ts';
import { workerPool } from '../data/workers/worker-pool.ts';
import { mostPerTask } from '../data/batches.ts';
import type { FoundPicture } from './find-pictures.ts';

/** A picture and what became of it. */
export interface PreparedPicture {
  readonly file: string;
  readonly outcome: TaskOutcome;
}

/**
 * Decodes and prepares pictures in threads, in the order that they come in; a bounded number is in the works ahead: `atOnce`, and what
 * the threads have. A handful is prepared in the thread that asks, before another would have begun.
 */
export async function* preparePictures(
  pictures: AsyncIterator<FoundPicture>,
  setup: Setup,
  channels: number,
  atOnce: number,
): AsyncGenerator<readonly PreparedPicture[], void, undefined> {
  const first = await take(pictures);
  const workers = first.length < mostPerTask ? undefined : dataWorkers();
  const runner = workers === undefined ? ownThread(setup) : workerPool(setup, workers);
  const mostAhead = atOnce + runner.atOnce;
  const begin = (some: readonly FoundPicture[]): Promise<readonly PreparedPicture[]> => {
    const prepared = prepare(some, channels, runner.run);
    // Its failure is told when its turn comes; until then it must not count as unhandled.
    prepared.catch(() => undefined);
    return prepared;
  };
  try {
    const ahead = [begin(first)];
    let hasMore = first.length === mostPerTask;
    for (;;) {
      while (hasMore && ahead.length * mostPerTask < mostAhead) {
        const some = await take(pictures);
        hasMore = some.length === mostPerTask;
        if (some.length > 0) ahead.push(begin(some));
      }
      const prepared = await ahead.shift();
      if (prepared === undefined) return;
      yield prepared;
    }
  } finally {
    await runner.close();
  }
}

/** The next few; fewer where there are no more. */
async function take(pictures: AsyncIterator<FoundPicture>): Promise<readonly FoundPicture[]> {
  const some: FoundPicture[] = [];
  while (some.length < mostPerTask) {
    const next = await pictures.next();
    if (next.done === true) break;
    some.push(next.value);
  }
  return some;
}

type Run = (task: {
  readonly items: readonly TaskItem[];
  readonly keep: false;
}) => Promise<readonly TaskOutcome[]>;

async function prepare(
  some: readonly FoundPicture[],
  channels: number,
  run: Run,
): Promise<readonly PreparedPicture[]> {
  const there = some.filter(({ missing }) => missing === undefined);
  const items = there.map(({ file: path }): TaskItem => {
    return { entry: { recipe: { kind: 'file', path, channels }, label: 0 }, settled: false };
  });
  const outcomes = items.length === 0 ? [] : await run({ items, keep: false });
  const known = new Map(there.map((picture, index) => [picture, outcomes[index]]));
  return some.map((picture) => ({
    file: picture.file,
    outcome: known.get(picture) ?? { unreadable: picture.missing ?? 'it was not prepared' },
  }));
}
