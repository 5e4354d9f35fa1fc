import { Loader, type Batch } from '../data/batches.ts';
import { epochOrder } from '../data/epoch-order.ts';
import type { OpenData } from '../data/open-data.ts';
import { type RunPlan, wantedBy } from '../train/train.ts';
import type { Trained } from '../trained/open-trained.ts';
import { type PreparedPicture, undoRescaling } from '../draw/prepared-picture.ts';
import { smallPicture } from '../draw/small-picture.ts';

/** The field of the data that is a picture which can be shown, and its shape as the network gets it. */
export interface PictureField {
  readonly field: string;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3 | 4;
}

/** The first of a model's inputs that is a picture of 1, 3 or 4 channels. */
export function pictureField({ train }: Pick<Trained, 'train'>): PictureField | undefined {
  for (const { name, shape } of train.graph.inputs) {
    const [height, width, channels] = shape;
    const isPicture = shape.length === 3 && height !== undefined && width !== undefined;
    if (isPicture && (channels === 1 || channels === 3 || channels === 4))
      return { field: train.inputs.get(name) ?? name, height, width, channels };
  }
  return undefined;
}

/** The pictures of a batch, in order. */
export function picturesIn(batch: Batch, { field, ...size }: PictureField): readonly PreparedPicture[] {
  const values = batch.fields.get(field)?.values ?? new Float32Array();
  const length = values.length / batch.count;
  return Array.from({ length: batch.count }, (_, place) => ({
    ...size,
    values: values.subarray(place * length, (place + 1) * length),
  }));
}

/** Small pictures of examples, by their numbers. */
export async function showExamples(
  trained: Trained,
  data: OpenData,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const shown = new Map<number, string>();
  const field = pictureField(trained);
  if (field === undefined || indexes.length === 0) return shown;
  const undo = undoRescaling(data.spec.prepare, field.field);
  const loader = new Loader(data, wantedBy(trained.train), { room: 0 });
  try {
    for await (const batch of loader.batches(Uint32Array.from(indexes), 32)) {
      const pictures = await Promise.all(picturesIn(batch, field).map((each) => smallPicture(each, undo)));
      pictures.forEach((picture, place) => shown.set(batch.indexes[place] ?? -1, picture));
    }
  } finally {
    await loader.close();
  }
  return shown;
}

const mostInBatch = 16;

/** The first examples of a run's first batch, augmented as they were, each shown in some way. */
export async function firstBatch<Shown>(
  { train, data, seed }: Pick<RunPlan, 'train' | 'data' | 'seed'>,
  show: (picture: PreparedPicture, undo: (value: number) => number) => Promise<Shown>,
): Promise<readonly Shown[]> {
  const field = pictureField({ train });
  const [phase] = train.phases;
  if (field === undefined || phase === undefined) return [];
  const undo = undoRescaling(data.spec.prepare, field.field);
  const order = epochOrder(data, seed, phase.name, 1);
  const loader = new Loader(data, wantedBy(train), { room: 0 });
  try {
    const draws = { seed, path: `${phase.name}/1/augment` };
    const batches = loader.batches(order, Math.min(mostInBatch, phase.batch), 0, draws);
    for await (const batch of batches)
      return await Promise.all(picturesIn(batch, field).map((each) => show(each, undo)));
    return [];
  } finally {
    await loader.close();
  }
}
