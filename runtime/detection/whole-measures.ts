import { inspected } from '../../compiler/lower/build-programs.ts';
import { type AnyMetricDefinition } from '../../compiler/catalogue/metrics/define-metric.ts';
import { metrics } from '../../compiler/catalogue/metrics/registry.ts';
import type { Batch } from '../data/batches.ts';
import { objectsOf } from '../data/prepare/object-rows.ts';
import type { HostTensor } from '../engines/engine.ts';
import { findObjects } from './find-objects.ts';
import { FoundObjects } from './found-objects.ts';
import type { ObjectHead } from './object-heads.ts';

type Outputs = ReadonlyMap<string, HostTensor>;

/** Metrics of heads that are judged over a whole part, of which each batch tells what there is and what was found. */
export class WholeMeasures {
  readonly #heads: readonly (ObjectHead & { readonly found: FoundObjects })[];
  #examples = 0;

  constructor(heads: readonly ObjectHead[]) {
    // Overlaps are the same in fractions of the picture.
    this.#heads = heads.map((head) => ({ ...head, found: new FoundObjects({ height: 1, width: 1 }) }));
  }

  /** Takes what there is of a batch, before it is given back; what takes the outputs gives those that are added up. */
  begin({ count, fields }: Batch): (outputs: Outputs) => Outputs {
    const truths = this.#heads.map(({ target }) => {
      const values = fields.get(target)?.values ?? new Float32Array();
      return partsOf(values, count).map(objectsOf);
    });
    return (outputs) => {
      const left = new Map(outputs);
      for (const [index, { head, rules, found }] of this.#heads.entries()) {
        const name = inspected.prediction(head);
        partsOf(Float32Array.from(outputs.get(name)?.data ?? []), count).forEach((rows, place) => {
          found.add(this.#examples + place, truths[index]?.[place] ?? [], findObjects(rows, rules));
        });
        left.delete(name);
      }
      this.#examples += count;
      return left;
    };
  }

  /** By the names of outputs; of parts with nothing to find 0. */
  figures(): ReadonlyMap<string, number> {
    return new Map(
      this.#heads.flatMap(({ head, metrics: told, found }) => {
        const coco = found.coco();
        return told.map(({ name, kind }): [string, number] => {
          const { whole = 'ap' }: AnyMetricDefinition = metrics[kind];
          return [`${head}/${name}`, coco[whole] ?? 0];
        });
      }),
    );
  }
}

/** Values of so many examples, one by one. */
function partsOf(values: Float32Array, count: number): readonly Float32Array[] {
  const size = values.length / count;
  return Array.from({ length: count }, (_, place) => values.subarray(place * size, (place + 1) * size));
}
