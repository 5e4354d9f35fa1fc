import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AugmentStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import { RandomStream } from '../../random.ts';
import { collectGarbage } from '../../small-heap.ts';
import { strayValue } from '../stray-value.ts';
import { Turns } from './turns.ts';
import { lookAtPicture, type LookedAt } from '../pictures/measure.ts';
import type { PictureSize } from '../pictures/picture-size.ts';
import { preparation, type Prepared, type PreparedField } from '../prepare/prepare.ts';
import { realize, type Entry, type Recipe } from '../recipe.ts';
import type { Corners, Example } from '../source.ts';

/** What all tasks have in common. */
export interface Setup {
  readonly fields: readonly PreparedField[];
  readonly prepare: readonly PrepareStep[];
  readonly augment: readonly AugmentStep[];
}

/** Some examples to make and prepare, one after another. */
export interface WorkerTask {
  readonly items: readonly TaskItem[];
  /** Whether what settled is wanted back, to be kept. */
  readonly keep: boolean;
}

export interface TaskItem {
  readonly entry: Entry;
  /** Whether the entry's picture and box have settled. */
  readonly settled: boolean;
  /** The stream of its augmentation; absent outside of training. */
  readonly draw?: Draw;
}

/** A stream of random numbers, by its seed and path. */
export interface Draw {
  readonly seed: number;
  readonly path: string;
}

/** What became of an item: its fields, or why its file cannot be read. */
export type TaskOutcome = PreparedItem | { readonly unreadable: string };

export interface PreparedItem {
  readonly fields: readonly Prepared[];
  readonly settled?: Example;
  /** The size of its picture before anything was done to it; absent where it had settled. */
  readonly picture?: Pick<PictureSize, 'height' | 'width'>;
}

/** Where tasks are done. */
export interface TaskRunner {
  /** How many examples are worth having in the works at once, besides a batch. */
  readonly atOnce: number;
  readonly run: (task: WorkerTask) => Promise<readonly TaskOutcome[]>;
  readonly close: () => Promise<void>;
}

/** Does tasks in the thread that asks. */
export function ownThread(setup: Setup): TaskRunner {
  const run = taskDoer(setup);
  return { atOnce: 1, run, close: () => Promise.resolve() };
}

/** Does tasks; whatever thread it runs in, an item's numbers are the same. */
export function taskDoer({ fields, prepare, augment }: Setup): (task: WorkerTask) => Promise<TaskOutcome[]> {
  const { settle, finish } = preparation(fields, prepare, augment);
  const turns = new Turns(decodedAtOnce);
  const run = async (
    { entry, settled, draw }: TaskItem,
    keep: boolean,
    file?: Buffer,
  ): Promise<TaskOutcome> => {
    const example = await realize(entry, file);
    if (typeof example === 'string') return { unreadable: example };
    const stray = settled ? undefined : strayValue(example.image);
    if (stray !== undefined) return { unreadable: stray };
    const still = settled ? example : settle(example);
    if (fields.some(({ type }) => type.kind === 'box') && isEmpty(still.box)) {
      return { unreadable: '`Resizing` crops its box away' };
    }
    const random = draw === undefined ? undefined : new RandomStream(draw.seed, draw.path);
    const made = { fields: finish(still, random) };
    if (settled) return made;
    const { height, width } = example.image;
    return { ...made, picture: { height, width }, ...(keep ? { settled: still } : {}) };
  };
  const runInTurn = async (item: TaskItem, keep: boolean): Promise<TaskOutcome> => {
    const { bytes, file } = await lookAt(item.entry.recipe);
    return turns.take(bytes, async () => {
      const outcome = await run(item, keep, file);
      if (bytes < decodedAtOnce / 2) return outcome;
      collectGarbage();
      // The decoder's own memory goes only then.
      await nextTurn();
      return outcome;
    });
  };
  return ({ items, keep }) => Promise.all(items.map((item) => runInTurn(item, keep)));
}

/** About the bytes that a picture takes until it is prepared, beside what is in memory of it. */
async function lookAt(recipe: Recipe): Promise<LookedAt> {
  if (recipe.kind === 'file' && recipe.bytes === undefined)
    return lookAtPicture(recipe.path, recipe.channels);
  if (recipe.kind === 'file' || recipe.kind === 'part') return { bytes: recipe.bytes ?? 0 };
  if (recipe.kind === 'record')
    return { bytes: 5 * (recipe.record.channels ?? 1) * recipe.record.height * recipe.record.width };
  return { bytes: recipe.kind === 'pixels' ? 4 * recipe.image.data.length : 0 };
}

/** Bytes that pictures may take at once as they are decoded in a thread; a larger one is decoded alone. */
export const decodedAtOnce = 2 ** 24;

const isEmpty = (box: Corners | undefined): boolean =>
  box !== undefined && (box[0] >= box[2] || box[1] >= box[3]);
