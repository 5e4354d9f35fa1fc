import { isMixing } from '../../compiler/catalogue/steps/augmentations.ts';
import { Loader, type Batch, type Mixture } from '../data/batches.ts';
import { epochOrder } from '../data/epoch-order.ts';
import type { OpenData } from '../data/open-data.ts';
import { boxEncoding } from '../../compiler/catalogue/steps/box-encoding.ts';
import { decodeBox } from '../data/prepare/decode-box.ts';
import { objectsOf } from '../data/prepare/object-rows.ts';
import { pointsOf } from '../data/prepare/point-rows.ts';
import type { Corners, Picture, PictureObject, Points } from '../data/source.ts';
import { drawPrediction, type Drawn, type DrawnBox } from '../draw/draw-prediction.ts';
import type { DrawnMask } from '../draw/mask-in-picture.ts';
import { toByte, undoRescaling } from '../draw/prepared-picture.ts';
import { examplesOf } from './examples-of.ts';
import { allFields } from './survey-data.ts';

/** A picture as a first epoch sees it, with what is known of it. */
export interface Sample {
  readonly file: string;
  /** The name of its class, or those of its objects. */
  readonly label?: string;
  readonly drawn: Drawn;
}

/** The first training examples of a first epoch, augmented, with their boxes. */
export async function drawSamples(
  data: OpenData,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<readonly Sample[]> {
  const order = epochOrder(data, seed, 'data', 1);
  const loader = new Loader(data, allFields(data), { room: 0 });
  const samples: Sample[] = [];
  try {
    const draws = { seed, path: 'data/1/augment' };
    // What is mixed with others is seen among others.
    const size = data.spec.augment.some(isMixing) ? Math.max(2, Math.min(count, mostInBatch)) : 1;
    for await (const batch of loader.batches(order, size, 0, draws)) {
      for (const example of examplesOf(batch)) {
        const sample = samples.length < count ? await drawSample(data, example) : undefined;
        if (sample !== undefined) samples.push(sample);
      }
      if (samples.length >= count) break;
    }
  } finally {
    await loader.close();
  }
  return samples;
}

const mostInBatch = 16;

async function drawSample(data: OpenData, { fields, indexes, mixture }: Batch): Promise<Sample | undefined> {
  const { spec, source } = data;
  const [index = 0] = indexes;
  const picture = spec.fields.find(({ type }) => type.kind === 'tensor');
  const values = picture && fields.get(picture.name);
  const [height = 0, width = 0, channels = 0] = values?.shape ?? [];
  if (picture === undefined || values === undefined || values.shape.length !== 3) return undefined;
  const undo = undoRescaling(spec.prepare, picture.name);
  const boxes = spec.fields.flatMap(({ name, type }): DrawnBox[] => {
    const box = fields.get(name)?.values;
    if (type.kind === 'boxes')
      return objectsOf(box ?? []).map(({ box: each, label: colour }) => ({
        box: inPixels(each, { height, width }),
        colour,
      }));
    if (type.kind !== 'box' || box === undefined) return [];
    const form = { format: type.format, encoding: boxEncoding(name, spec.prepare) };
    return [{ box: inPixels(decodeBox([...box], form), { height, width }) }];
  });
  const masks = spec.fields.flatMap(({ name, type }): DrawnMask[] => {
    const labels = type.kind === 'mask' ? fields.get(name)?.values : undefined;
    if (labels === undefined) return [];
    return [{ mask: { height, width, channels: 1, data: labels }, region: [0, 0, width, height] }];
  });
  const points = spec.fields.flatMap(({ name, type }): Points =>
    type.kind === 'keypoints'
      ? pointsOf(fields.get(name)?.values ?? []).map(
          (point) => point && [point[0] * width, point[1] * height],
        )
      : [],
  );
  const classField = spec.fields.find(({ type }) => type.kind === 'class')?.name ?? '';
  const own = fields.get(classField)?.values[0];
  const named = (label: number): string => source.classNames?.[label] ?? String(label);
  const label = own === undefined ? undefined : labelOf(named, own, mixture, classField);
  const list = spec.fields.find(({ type }) => type.kind === 'boxes');
  const objects = list && namesOf(objectsOf(fields.get(list.name)?.values ?? []), source.classNames);
  const pixels = threeChannels(values.values, channels, undo);
  return {
    file: source.fileOf(index) ?? `example ${index}`,
    ...(label !== undefined ? { label } : objects !== undefined && { label: objects }),
    drawn: await drawPrediction(
      { height, width, channels: 3, data: pixels },
      { boxes, masks, points, caption: '' },
    ),
  };
}

/** What objects there are, in the order of their boxes: `circle, star`. */
const namesOf = (objects: readonly PictureObject[], names: readonly string[] = []): string =>
  objects.length === 0 ? 'no objects' : objects.map(({ label }) => names[label] ?? String(label)).join(', ');

const inPixels = (
  [left, top, right, bottom]: Corners,
  { height, width }: Pick<Picture, 'height' | 'width'>,
): Corners => [left * width, top * height, right * width, bottom * height];

/** `circle`, or `0.70 circle, 0.30 star`. */
function labelOf(
  named: (label: number) => string,
  own: number,
  mixture: Mixture | undefined,
  field: string,
): string {
  const other = mixture?.fields.get(field)?.values[0];
  const share = mixture?.shares[0] ?? 1;
  // A share that would be told as 0.00 is none.
  if (other === undefined || other === own || share > 0.995) return named(own);
  if (share < 0.005) return named(other);
  return `${share.toFixed(2)} ${named(own)}, ${(1 - share).toFixed(2)} ${named(other)}`;
}

/** Pixels of 0 to 255: grey is repeated, what is beyond three channels is left out. */
function threeChannels(values: Float32Array, channels: number, undo: (value: number) => number): Uint8Array {
  const pixels = values.length / Math.max(1, channels);
  const bytes = new Uint8Array(3 * pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = values[pixel * channels + (channels < 3 ? 0 : channel)] ?? 0;
      bytes[3 * pixel + channel] = toByte(undo(value));
    }
  }
  return bytes;
}
