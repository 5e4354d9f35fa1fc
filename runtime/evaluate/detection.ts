import { decodeBox } from '../data/prepare/decode-box.ts';
import { objectsOf } from '../data/prepare/object-rows.ts';
import type { Picture, PictureObject } from '../data/source.ts';
import { findObjects, type FoundObject } from '../detection/find-objects.ts';
import { type Detection, FoundObjects } from '../detection/found-objects.ts';
import { classOf, type ClassMeaning, targetAt, valuesAt } from './head-figures.ts';
import { type HeadMeaning, classProbabilities, type TrainedHead } from './head-meaning.ts';
import type { InspectedBatch } from './inspect-part.ts';

type HeadOf<K extends HeadMeaning['kind']> = TrainedHead & {
  readonly meaning: Extract<HeadMeaning, { readonly kind: K }>;
};

/** Heads that say what objects are in a picture and where. */
export type DetectingHeads =
  /** One alone, of any number of objects. */
  | { readonly kind: 'objects'; readonly head: HeadOf<'objects'> }
  /** One that says what is in a picture, and one that says where. */
  | {
      readonly kind: 'pair';
      readonly what: TrainedHead & { readonly meaning: ClassMeaning };
      readonly where: HeadOf<'box'>;
    };

/** The heads that detect: one of objects, or where there is one of classes and one of boxes, these together. */
export function detectingHeads(heads: readonly TrainedHead[]): DetectingHeads | undefined {
  const [head] = heads.flatMap(({ meaning, ...each }) =>
    meaning.kind === 'objects' ? [{ ...each, meaning }] : [],
  );
  if (head !== undefined) return { kind: 'objects', head };
  const [what, ...others] = heads.flatMap(({ meaning, ...each }) =>
    meaning.kind === 'classes' || meaning.kind === 'binary' ? [{ ...each, meaning }] : [],
  );
  const [where, ...boxes] = heads.flatMap(({ meaning, ...each }) =>
    meaning.kind === 'box' ? [{ ...each, meaning }] : [],
  );
  const isPair = others.length === 0 && boxes.length === 0;
  return isPair && what !== undefined && where !== undefined ? { kind: 'pair', what, where } : undefined;
}

/** What there is in a picture and what was found in it. */
interface Seen {
  readonly truths: readonly PictureObject[];
  readonly found: readonly FoundObject[];
}

/** What there is in an example of a batch and what was found in it; of a pair one object each, of the likeliest class. */
export function seenBy(heads: DetectingHeads, batch: InspectedBatch, place: number): Seen {
  if (heads.kind === 'objects') {
    const { name, target, meaning } = heads.head;
    return {
      truths: objectsOf(targetAt(batch, target, place)),
      found: findObjects(valuesAt(batch, name, place), meaning.rules),
    };
  }
  const { what, where } = heads;
  const { form } = where.meaning;
  const [truth = 0] = targetAt(batch, what.target, place);
  const values = valuesAt(batch, what.name, place);
  const label = classOf(values, what.meaning);
  const score = classProbabilities(values, what.meaning)[label] ?? 0;
  return {
    truths: [{ box: decodeBox(targetAt(batch, where.target, place), form), label: truth }],
    found: [{ box: decodeBox(valuesAt(batch, where.name, place), form), label, score }],
  };
}

/** Gathers what was found for average precisions of COCO and of Pascal VOC. Areas are in pixels of the picture as the network gets it. */
export class DetectionCollector {
  readonly #heads: DetectingHeads;
  readonly #found: FoundObjects;

  constructor(heads: DetectingHeads, size: Pick<Picture, 'height' | 'width'>) {
    this.#heads = heads;
    this.#found = new FoundObjects(size);
  }

  add(batch: InspectedBatch): void {
    for (let place = 0; place < batch.count; place++) {
      const { truths, found } = seenBy(this.#heads, batch, place);
      this.#found.add(batch.indexes[place] ?? 0, truths, found);
    }
  }

  figures(): Detection {
    return { isOfObjects: this.#heads.kind === 'objects', ...this.#found.figures() };
  }
}
