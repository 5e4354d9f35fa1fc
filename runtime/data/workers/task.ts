import type { PrepareStep } from '../../../compiler/data/data-spec.ts';
import { preparation, type Prepared, type PreparedField } from '../prepare/prepare.ts';
import { realize, type Entry } from '../recipe.ts';
import type { Example } from '../source.ts';

/** What all tasks have in common. */
export interface Setup {
  readonly fields: readonly PreparedField[];
  readonly prepare: readonly PrepareStep[];
}

/** Some examples to make and prepare, one after another. */
export interface Task {
  readonly items: readonly TaskItem[];
  /** Whether what settled is wanted back, to be kept. */
  readonly keep: boolean;
}

export interface TaskItem {
  readonly entry: Entry;
  /** Whether the entry's picture and box have settled. */
  readonly settled: boolean;
}

/** What became of an item: its fields, or why its file cannot be read. */
export type Outcome =
  { readonly fields: readonly Prepared[]; readonly settled?: Example } | { readonly unreadable: string };

/** Where tasks are done. */
export interface TaskRunner {
  /** How many examples are worth having in the works at once, besides a batch. */
  readonly atOnce: number;
  readonly run: (task: Task) => Promise<readonly Outcome[]>;
  readonly close: () => Promise<void>;
}

/** Does tasks in the thread that asks. */
export function ownThread(setup: Setup): TaskRunner {
  const run = taskDoer(setup);
  return { atOnce: 8, run, close: () => Promise.resolve() };
}

/** Does tasks; whatever thread it runs in, an item's numbers are the same. */
export function taskDoer({ fields, prepare }: Setup): (task: Task) => Promise<Outcome[]> {
  const { settle, finish } = preparation(fields, prepare);
  const run = async ({ entry, settled }: TaskItem, keep: boolean): Promise<Outcome> => {
    const example = await realize(entry);
    if (typeof example === 'string') return { unreadable: example };
    const still = settled ? example : settle(example);
    return { fields: finish(still), ...(keep && !settled ? { settled: still } : {}) };
  };
  return ({ items, keep }) => Promise.all(items.map((item) => run(item, keep)));
}
