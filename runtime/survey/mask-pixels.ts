import type { Batch } from '../data/batches.ts';
import type { OpenData } from '../data/open-data.ts';
import type { Part } from '../data/split.ts';
import { maskNames } from '../evaluate/mask-figures.ts';
import type { MaskFacts } from './survey.ts';

/** Counts of what pixels are, by part. */
export class MaskPixels {
  readonly #field: string;
  readonly #names: readonly string[];
  readonly #parts = new Map<Part, { readonly byClass: number[]; unlabelled: number }>();

  private constructor(field: string, names: readonly string[]) {
    this.#field = field;
    this.#names = names;
  }

  /** Of the first field of masks, where there is one. */
  static of({ spec, source }: Pick<OpenData, 'spec' | 'source'>): MaskPixels | undefined {
    for (const { name, type } of spec.fields) {
      if (type.kind !== 'mask') continue;
      const numbers = Array.from({ length: type.classes }, (_, label) => String(label));
      return new MaskPixels(name, maskNames(source.classNames, type.classes) ?? numbers);
    }
    return undefined;
  }

  add({ fields }: Pick<Batch, 'fields'>, part: Part): void {
    const counts = this.#parts.get(part) ?? { byClass: this.#names.map(() => 0), unlabelled: 0 };
    this.#parts.set(part, counts);
    for (const label of fields.get(this.#field)?.values ?? []) {
      const count = counts.byClass[label];
      if (count === undefined) counts.unlabelled++;
      else counts.byClass[label] = count + 1;
    }
  }

  facts(): MaskFacts {
    return { field: this.#field, classes: this.#names, parts: this.#parts };
  }
}
