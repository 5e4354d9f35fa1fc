import type { FoundBox, PixelBox, TrueBox } from '../metrics/boxes.ts';
import { cocoPrecision, type CocoPrecision } from '../metrics/coco-precision.ts';
import { vocPrecision, type VocPrecision } from '../metrics/voc-precision.ts';
import { decodeBox } from '../data/prepare/decode-box.ts';
import type { Corners } from '../data/source.ts';
import { classOf, type ClassMeaning, targetAt, valuesAt } from './head-figures.ts';
import { type HeadMeaning, classProbabilities, type TrainedHead } from './head-meaning.ts';
import type { InspectedBatch } from './inspect-part.ts';

/** A head that says what is in a picture, and one that says where. */
export interface DetectingHeads {
  readonly what: TrainedHead & { readonly meaning: ClassMeaning };
  readonly where: TrainedHead & { readonly meaning: Extract<HeadMeaning, { readonly kind: 'box' }> };
}

/** Average precisions of what is in a picture and where, together. */
export interface Detection {
  readonly coco: CocoPrecision;
  readonly voc: VocPrecision;
}

/** The heads that detect together: where there is one of classes and one of boxes. */
export function detectingHeads(heads: readonly TrainedHead[]): DetectingHeads | undefined {
  const [what, ...others] = heads.flatMap(({ meaning, ...head }) =>
    meaning.kind === 'classes' || meaning.kind === 'binary' ? [{ ...head, meaning }] : [],
  );
  const [where, ...boxes] = heads.flatMap(({ meaning, ...head }) =>
    meaning.kind === 'box' ? [{ ...head, meaning }] : [],
  );
  const isPair = others.length === 0 && boxes.length === 0;
  return isPair && what !== undefined && where !== undefined ? { what, where } : undefined;
}

/**
 * Takes each example for one detection, of the class that is likeliest with its probability, beside the one object that it has:
 * average precisions of COCO and of Pascal VOC. Areas are in pixels of the picture as the network gets it.
 */
export class DetectionCollector {
  readonly #heads: DetectingHeads;
  readonly #size: { readonly height: number; readonly width: number };
  readonly #truths: TrueBox[] = [];
  readonly #found: FoundBox[] = [];

  constructor(heads: DetectingHeads, size: { readonly height: number; readonly width: number }) {
    this.#heads = heads;
    this.#size = size;
  }

  add(batch: InspectedBatch): void {
    const { what, where } = this.#heads;
    const { form } = where.meaning;
    for (let place = 0; place < batch.count; place++) {
      const image = batch.indexes[place] ?? 0;
      const [truth = 0] = targetAt(batch, what.target, place);
      const values = valuesAt(batch, what.name, place);
      const category = classOf(values, what.meaning);
      const score = classProbabilities(values, what.meaning)[category] ?? 0;
      const box = this.#pixels(decodeBox(targetAt(batch, where.target, place), form));
      this.#truths.push({ image, category: truth, box });
      const found = this.#pixels(decodeBox(valuesAt(batch, where.name, place), form));
      this.#found.push({ image, category, score, box: found });
    }
  }

  figures(): Detection {
    return {
      coco: cocoPrecision(this.#truths, this.#found),
      voc: vocPrecision(this.#truths, this.#found),
    };
  }

  #pixels([left, top, right, bottom]: Corners): PixelBox {
    const { width, height } = this.#size;
    return [left * width, top * height, (right - left) * width, (bottom - top) * height];
  }
}
