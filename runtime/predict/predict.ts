import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Batch } from '../data/batches.ts';
import type { PreparedItem } from '../data/workers/task.ts';
import type { Picture } from '../data/source.ts';
import { feed } from '../train/feed.ts';
import { guarded } from '../train/guarded.ts';
import type { FoundPicture } from './find-pictures.ts';
import { headReader, type HeadPrediction, type HeadReader } from './head-reader.ts';
import type { Predictor } from './predictor.ts';
import { preparePictures } from './prepare-pictures.ts';

/** What is predicted for a picture, or why nothing is. */
export type Prediction = PicturePrediction | UnreadPicture;

export interface PicturePrediction {
  readonly file: string;
  /** The size of the picture as it came. */
  readonly picture: Pick<Picture, 'height' | 'width'>;
  /** By the name of the head. */
  readonly heads: ReadonlyMap<string, HeadPrediction>;
}

export interface UnreadPicture {
  readonly file: string;
  readonly unreadable: string;
}

export interface PredictOptions {
  /** How many of the most probable classes are told; 5 where that is absent. */
  readonly top?: number | undefined;
  /** How sure objects are at least; absent: as sure as the model says. */
  readonly confidence?: number | undefined;
  /** Whether the person asked to stop. */
  readonly interrupted?: (() => boolean) | undefined;
}

/** How many classes are told where nothing else is said. */
export const usualTop = 5;

/** Batches of files that wait for one of pictures: engines get ready for a size of batch, so that the unreadable ones make none smaller. */
const mostWaiting = 8;

/**
 * Predicts for pictures, a batch at a time: an answer for each, in the order that they come in. However many come, a bounded number is in
 * memory. The predictor is closed at the end.
 */
export async function* predict(
  predictor: Predictor,
  pictures: AsyncIterable<FoundPicture>,
  { top = usualTop, confidence, interrupted }: PredictOptions = {},
): AsyncGenerator<readonly Prediction[], void, undefined> {
  const { setup, input, batch: size } = predictor;
  const readers = predictor.heads.map((head) => [head.name, headReader(head, { top, confidence })] as const);
  const channels = input.shape[2] ?? 3;
  let waiting: Fitting[] = [];
  let ready = 0;
  try {
    for await (const some of preparePictures(pictures[Symbol.asyncIterator](), setup, channels, size)) {
      for (const { file, outcome } of some) {
        const picture = fitting(outcome, input.shape);
        waiting.push({ file, ...picture });
        if ('fields' in picture) ready++;
        if (ready < size && waiting.length < mostWaiting * size) continue;
        yield await answer(predictor, waiting, readers);
        [waiting, ready] = [[], 0];
        await nextTurn();
        if (interrupted?.() === true) return;
      }
      if (interrupted?.() === true) return;
    }
    if (waiting.length > 0) yield await answer(predictor, waiting, readers);
  } finally {
    await predictor.session.dispose();
  }
}

/** A picture that the model can be given, or why it cannot. */
type Fitting = { readonly file: string } & (PreparedItem | { readonly unreadable: string });

function fitting(
  outcome: PreparedItem | { readonly unreadable: string },
  wanted: readonly number[],
): PreparedItem | { readonly unreadable: string } {
  if ('unreadable' in outcome) return outcome;
  const shape = outcome.fields[0]?.shape ?? [];
  if (shape.join() === wanted.join()) return outcome;
  const written = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`;
  return {
    unreadable: `it is ${written(shape)} once prepared, and the model takes ${written(wanted)}: \`prepare\` has no \`Resizing\` for it`,
  };
}

/** Runs the model over those that it can be given, and answers for all. */
async function answer(
  predictor: Predictor,
  pictures: readonly Fitting[],
  readers: readonly (readonly [string, HeadReader])[],
): Promise<readonly Prediction[]> {
  const ready = pictures.filter((each) => 'fields' in each);
  const outputs = ready.length === 0 ? new Map<string, Float32Array>() : await run(predictor, ready);
  let at = 0;
  return pictures.map((each) => {
    if ('unreadable' in each) return each;
    const [index, picture] = [at++, each.picture ?? { height: 0, width: 0 }];
    const heads = readers.map(([name, read]): [string, HeadPrediction] => {
      const values = outputs.get(name) ?? new Float32Array();
      const length = values.length / ready.length;
      return [name, read(values.subarray(index * length, (index + 1) * length), picture)];
    });
    return { file: each.file, picture, heads: new Map(heads) };
  });
}

async function run(
  { session, program, engine, input }: Predictor,
  ready: readonly PreparedItem[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const count = ready.length;
  const length = input.shape.reduce((product, each) => product * each, 1);
  const values = new Float32Array(count * length);
  ready.forEach(({ fields: [field] }, index) => values.set(field?.values ?? [], index * length));
  const batch: Batch = {
    count,
    indexes: ready.map((_, index) => index),
    cursor: count,
    fields: new Map([[input.field, { shape: input.shape, values }]]),
  };
  const fed = feed(program, batch, new Map([[input.name, input.field]]), undefined);
  const outputs = await guarded(engine, 'the prediction', () => session.run(program, count, fed));
  return new Map([...outputs].map(([name, { data }]) => [name, Float32Array.from(data)]));
}
