import { join } from 'node:path';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { FileError } from '../files/file-error.ts';
import { codeOf } from '../files/reason-of.ts';
import { writeFailure } from '../files/write-failure.ts';
import { firstBatch } from '../report/show-examples.ts';
import { smallFile } from '../draw/small-picture.ts';
import type { RunError } from '../run-error.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import type { RunPlan, RunStore } from '../train/train.ts';
import { boardMessages } from './board-messages.ts';
import { testEvents, trainingEvents, validationEvents, weightValues } from './board-values.ts';
import type { BoardEvent, BoardValue } from './encode-event.ts';
import { EventFolder } from './event-folder.ts';

/** What a run is to TensorBoard: runs of the same tags, which share plots. */
export const boardRuns = ['train', 'validation', 'test'] as const;

/** Where files for TensorBoard go, and who is told where that fails. */
export interface BoardOptions {
  readonly directory: string;
  warn(diagnostic: Diagnostic): void;
}

/**
 * A store of a run that writes files for TensorBoard beside another one: after each checkpoint what it has more than they,
 * so that they are never ahead of it, and what a kill kept from them comes when the run goes on.
 */
export class Board implements RunStore {
  readonly #store: RunStore;
  readonly #plan: RunPlan;
  readonly #options: BoardOptions;
  readonly #folders = new Map<string, EventFolder>();
  #failed = false;

  constructor(store: RunStore, plan: RunPlan, options: BoardOptions) {
    this.#store = store;
    this.#plan = plan;
    this.#options = options;
  }

  checkpoint(limit: number): Promise<Checkpoint | undefined> {
    return this.#store.checkpoint(limit);
  }

  unfit(problem: string): RunError {
    return this.#store.unfit(problem);
  }

  async save(checkpoint: Checkpoint, weights: ReadonlySet<string>): Promise<void> {
    const values = this.#weightValues(checkpoint, weights);
    await this.#store.save(checkpoint, weights);
    await this.#add(checkpoint, values);
  }

  async restore(checkpoint: Checkpoint, weights: ReadonlySet<string>): Promise<void> {
    await this.#store.restore(checkpoint, weights);
    await this.#add(checkpoint, this.#weightValues(checkpoint, weights));
  }

  /** Those at the end of the last epoch, where they are to be told of. */
  #weightValues(
    { tensors, progress: { partial, history } }: Checkpoint,
    weights: ReadonlySet<string>,
  ): readonly BoardValue[] {
    const isTold = (this.#folders.get('train')?.last ?? 0) >= history.length;
    return this.#failed || isTold || partial !== undefined ? [] : weightValues(tensors, weights);
  }

  async #add({ progress: { history, test } }: Checkpoint, weights: readonly BoardValue[]): Promise<void> {
    if (this.#failed || history.length === 0) return;
    const training = trainingEvents(history).map((event) =>
      event.step === history.length ? { ...event, values: [...event.values, ...weights] } : event,
    );
    try {
      const { last } = await this.#folder('train');
      await this.#append('train', last === undefined ? [...(await this.#opening()), ...training] : training);
      await this.#append('validation', validationEvents(history));
      await this.#append('test', testEvents(history.length, test));
    } catch (error) {
      if (codeOf(error) === '' && !(error instanceof FileError)) throw error;
      this.#failed = true;
      this.#options.warn(boardMessages.boardFailed(this.#options.directory, writeFailure(error)));
    }
  }

  async #append(name: (typeof boardRuns)[number], events: readonly BoardEvent[]): Promise<void> {
    if (events.length > 0) await (await this.#folder(name)).append(events);
  }

  async #folder(name: (typeof boardRuns)[number]): Promise<EventFolder> {
    const path = join(this.#options.directory, name);
    const folder = this.#folders.get(name) ?? (await EventFolder.open(path));
    this.#folders.set(name, folder);
    return folder;
  }

  /** What comes before all epochs: the first pictures as the network got them. */
  async #opening(): Promise<readonly BoardEvent[]> {
    const pictures = await firstBatch(this.#plan, smallFile);
    return pictures.length === 0 ? [] : [{ step: 0, values: [{ tag: 'first_batch', pictures }] }];
  }
}
