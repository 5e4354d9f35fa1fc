import { Loader, type WantedField } from '../data/batches.ts';
import { classNamesOf } from '../data/class-names.ts';
import { evenly } from '../data/evenly.ts';
import type { OpenData } from '../data/open-data.ts';
import type { Part } from '../data/split.ts';
import { objectsOf } from '../data/prepare/object-rows.ts';
import { dataWorkers } from '../data/workers/data-workers.ts';
import { MaskPixels } from './mask-pixels.ts';
import { PixelFigures } from './pixel-figures.ts';
import { samePictures } from './same-pictures.ts';
import type { DataSurvey, PartFacts } from './survey.ts';

/** How far a survey goes. */
export interface SurveyOptions {
  /** Examples to decode, spread evenly over all; absent: every one. */
  readonly most?: number;
  /** Who is told how far it has come. */
  readonly watch?: (done: number, total: number) => void;
}

/** What a run would see of opened data: its parts and classes, what cannot be read, what is there twice, and its pixels. */
export async function surveyData(data: OpenData, options: SurveyOptions = {}): Promise<DataSurvey> {
  const { spec, source, split } = data;
  const names = classNamesOf(data);
  const examples = split.train.length + split.valid.length + split.test.length;
  const parts = partsOf.map((part) => [part, partFacts(data, part)] as const);
  const { objects, ...read } = await readSome(data, examples, options);
  return {
    name: spec.name,
    parts: new Map(
      parts.flatMap(([part, facts]) =>
        facts.examples === 0 ? [] : [[part, { ...facts, ...(objects && { byClass: objects[part] }) }]],
      ),
    ),
    ...(objects && { countsObjects: true }),
    ...(names && { classes: names }),
    leftOut: { count: countOf(source.leftOut), lines: [...(source.leftOut?.lines ?? [])] },
    faults: { count: countOf(source.faults), lines: [...(source.faults?.lines ?? [])] },
    examples,
    ...read,
    same: await samePictures(data, new Set(read.unreadable.map(([file]) => file))),
  };
}

const countOf = (what: { readonly count: number } | undefined): number => what?.count ?? 0;

function partFacts({ spec, source, split }: OpenData, part: Part): PartFacts {
  const byClass: number[] = [];
  const type = spec.fields.find(({ type: { kind } }) => kind === 'class')?.type;
  if (type?.kind === 'class') {
    byClass.push(...Array.from({ length: type.classes }, () => 0));
    for (const index of split[part]) {
      const label = source.labelOf(index);
      byClass[label] = (byClass[label] ?? 0) + 1;
    }
  }
  return { examples: split[part].length, byClass };
}

/** Every field that a data block has, as it is prepared: whatever shape that comes to. */
export const allFields = ({ spec }: Pick<OpenData, 'spec'>): readonly WantedField[] =>
  spec.fields.map((field) => ({ field }));

const partsOf = ['train', 'valid', 'test'] as const;

/** How many objects of each class were read in each part. */
type ObjectCounts = Readonly<Record<Part, number[]>>;

function objectCounts(classes: number): ObjectCounts {
  const none = (): number[] => Array.from({ length: classes }, () => 0);
  return { train: none(), valid: none(), test: none() };
}

/** Decodes and prepares examples, one after another, since their sizes may differ. */
async function readSome(
  data: OpenData,
  examples: number,
  { most = examples, watch }: SurveyOptions,
): Promise<
  Pick<DataSurvey, 'read' | 'unreadable' | 'pixels' | 'mask'> & { readonly objects?: ObjectCounts }
> {
  const { train, valid, test } = data.split;
  const all = [...train, ...valid, ...test];
  const order = Uint32Array.from(evenly(all.length, most), (place) => all[place] ?? 0);
  const pictures = data.spec.fields.filter(({ type }) => type.kind === 'tensor');
  const figures = pictures.map(({ name }) => [name, new PixelFigures(name)] as const);
  const isTraining = new Set(train);
  const partOf = new Map(partsOf.flatMap((part) => Array.from(data.split[part], (index) => [index, part])));
  const list = data.spec.fields.find(({ type }) => type.kind === 'boxes');
  const counts = list?.type.kind === 'boxes' ? objectCounts(list.type.classes) : undefined;
  const masks = MaskPixels.of(data);
  const workers = dataWorkers();
  const loader = new Loader(data, allFields(data), { room: 0, ...(workers && { workers }) });
  try {
    for await (const { fields, indexes, cursor } of loader.batches(order, 1)) {
      watch?.(cursor, order.length);
      const part = partOf.get(indexes[0] ?? -1) ?? 'train';
      for (const { label } of objectsOf(fields.get(list?.name ?? '')?.values ?? []))
        if (counts !== undefined) counts[part][label] = (counts[part][label] ?? 0) + 1;
      masks?.add({ fields }, part);
      if (!isTraining.has(indexes[0] ?? -1)) continue;
      for (const [name, figure] of figures) {
        const field = fields.get(name);
        if (field !== undefined) figure.add(field);
      }
    }
  } finally {
    await loader.close();
  }
  return {
    ...(counts && { objects: counts }),
    ...(masks && { mask: masks.facts() }),
    read: order.length,
    unreadable: [...loader.skipped],
    pixels: figures.map(([, figure]) => figure.figures()),
  };
}
