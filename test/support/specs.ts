import type { DataSpec } from '../../compiler/data/data-spec.ts';
import { testSpan } from './span.ts';

/** A data block of 60 generated shapes of 8 × 8 grey pixels in three classes, with changes. */
export function dataSpec(changes: Partial<DataSpec> = {}): DataSpec {
  return {
    name: 'Shapes',
    source: { kind: 'shapes', count: 60, height: 8, width: 8, channels: 1, classes: 3, span: testSpan },
    fields: [
      { name: 'label', type: { kind: 'class', classes: 3 }, span: testSpan },
      { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, null] }, span: testSpan },
    ],
    split: { train: 0.8, valid: 0.2, test: 0 },
    seed: 1,
    prepare: [{ kind: 'Rescaling', scale: 1 / 255, offset: 0 }],
    augment: [],
    balance: 'none',
    strict: false,
    span: testSpan,
    ...changes,
  };
}
