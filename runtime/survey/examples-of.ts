import type { Batch, BatchField } from '../data/batches.ts';

/** The examples of a batch, each as a batch of its own. */
export const examplesOf = (batch: Batch): readonly Batch[] =>
  Array.from({ length: batch.count }, (_, place): Batch => {
    const at = (field: BatchField): BatchField => {
      const size = field.values.length / batch.count;
      return { ...field, values: field.values.subarray(place * size, (place + 1) * size) };
    };
    const own = (fields: Batch['fields']) =>
      new Map([...fields].map(([name, field]) => [name, at(field)] as const));
    const { mixture } = batch;
    return {
      ...{ ...batch, count: 1, indexes: batch.indexes.slice(place, place + 1), fields: own(batch.fields) },
      ...(mixture && {
        mixture: { shares: mixture.shares.subarray(place, place + 1), fields: own(mixture.fields) },
      }),
    };
  });
