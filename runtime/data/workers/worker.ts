// The thread of a data worker: does the tasks that it is sent, in turn.
import { parentPort, workerData, type TransferListItem } from 'node:worker_threads';
import { freeBuffers } from '../../free-buffers.ts';
import { keepHeapSmall, Sweeping } from '../../small-heap.ts';
import type { Example, Picture } from '../source.ts';
import { taskDoer, type TaskOutcome, type Setup, type WorkerTask } from './task.ts';

/** A task with its number, which its answer carries. */
export interface Request {
  readonly number: number;
  readonly task: WorkerTask;
}

export type Answer =
  | { readonly number: number; readonly outcomes: readonly TaskOutcome[] }
  | { readonly number: number; readonly failure: string };

keepHeapSmall();
const sweeping = new Sweeping(2 ** 22);
const runTask = taskDoer(workerData as Setup);

parentPort?.on('message', ({ number, task }: Request) => {
  runTask(task).then(
    (outcomes) => {
      const shared = outcomes.map(shareSettled);
      answer({ number, outcomes: shared }, shared.flatMap(ownBuffers));
      freeBuffers(outcomes.flatMap(settledPixels));
      sweeping.sweep();
    },
    (error: unknown) =>
      answer({ number, failure: error instanceof Error ? error.message : String(error) }, []),
  );
});

function answer(message: Answer, transfer: readonly TransferListItem[]): void {
  parentPort?.postMessage(message, transfer);
}

/** Pixels of which {@link shareSettled} made a copy. */
const settledPixels = (outcome: TaskOutcome): readonly ArrayBufferView[] =>
  'settled' in outcome && outcome.settled !== undefined ? [outcome.settled.image.data] : [];

/** What is kept lies in memory of all threads, so that it never has to be copied to one again. */
function shareSettled(outcome: TaskOutcome): TaskOutcome {
  if (!('settled' in outcome) || outcome.settled === undefined) return outcome;
  return { ...outcome, settled: shared(outcome.settled) };
}

function shared(example: Example): Example {
  const { image, mask, target } = example;
  return {
    ...example,
    image: sharedPicture(image),
    ...(mask && { mask: sharedPicture(mask) }),
    ...(target && { target: sharedPicture(target) }),
  };
}

function sharedPicture(picture: Picture): Picture {
  const { data } = picture;
  const memory = new SharedArrayBuffer(data.byteLength);
  const copy = data instanceof Float32Array ? new Float32Array(memory) : new Uint8Array(memory);
  copy.set(data);
  return { ...picture, data: copy };
}

/** Buffers that were made for an outcome alone: they are handed over rather than copied. */
function ownBuffers(outcome: TaskOutcome): readonly ArrayBuffer[] {
  if (!('fields' in outcome)) return [];
  return outcome.fields.flatMap(({ values }) =>
    values instanceof Float32Array && values.buffer instanceof ArrayBuffer ? [values.buffer] : [],
  );
}
