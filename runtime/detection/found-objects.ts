import type { FoundBox, PixelBox, TrueBox } from '../metrics/boxes.ts';
import {
  cocoByClass,
  cocoPrecision,
  type ClassPrecision,
  type CocoPrecision,
} from '../metrics/coco-precision.ts';
import { vocPrecision, type VocPrecision } from '../metrics/voc-precision.ts';
import type { Corners, Picture, PictureObject } from '../data/source.ts';
import type { FoundObject } from './find-objects.ts';

/** Average precisions of what was found in pictures. */
export interface Detection {
  /** Whether a head tells of any number of objects; else each example is one detection, of a class and a box. */
  readonly isOfObjects: boolean;
  readonly coco: CocoPrecision;
  readonly voc: VocPrecision;
  readonly byClass: readonly ClassPrecision[];
}

/** COCO looks at no more of a picture. */
const mostOfPicture = 100;

/** What there is in pictures and what was found there: boxes alone, at most a hundred found ones of a picture. */
export class FoundObjects {
  readonly #size: Pick<Picture, 'height' | 'width'>;
  readonly #truths: TrueBox[] = [];
  readonly #found: FoundBox[] = [];

  /** `size`: of a picture as the network gets it, in whose pixels areas are. */
  constructor(size: Pick<Picture, 'height' | 'width'>) {
    this.#size = size;
  }

  add(image: number, truths: readonly PictureObject[], found: readonly FoundObject[]): void {
    for (const { box, label } of truths)
      this.#truths.push({ image, category: label, box: this.#pixels(box) });
    for (const { box, label, score } of found.slice(0, mostOfPicture))
      this.#found.push({ image, category: label, score, box: this.#pixels(box) });
  }

  coco(): CocoPrecision {
    return cocoPrecision(this.#truths, this.#found);
  }

  figures(): Omit<Detection, 'isOfObjects'> {
    return {
      coco: this.coco(),
      voc: vocPrecision(this.#truths, this.#found),
      byClass: cocoByClass(this.#truths, this.#found),
    };
  }

  #pixels([left, top, right, bottom]: Corners): PixelBox {
    const { width, height } = this.#size;
    return [left * width, top * height, (right - left) * width, (bottom - top) * height];
  }
}
