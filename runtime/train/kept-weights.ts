import type { StoredTensor } from '../weights/safetensors.ts';

export type Tensors = ReadonlyMap<string, StoredTensor>;

/** What the names of kept weights begin with in a checkpoint: no layer's path has an empty part. */
const mark = 'kept//';

/** Variables with the weights that are kept beside them. */
export const withKept = (variables: Tensors, kept: Tensors): Map<string, StoredTensor> =>
  new Map([...variables, ...[...kept].map(([name, tensor]) => [`${mark}${name}`, tensor] as const)]);

/** The weights that are kept, by their own names; none where the present ones are. */
export const keptIn = (tensors: Tensors): Map<string, StoredTensor> =>
  new Map(
    [...tensors].flatMap(([name, tensor]) =>
      name.startsWith(mark) ? [[name.slice(mark.length), tensor] as const] : [],
    ),
  );

/** What is not kept: the variables as the training has them. */
export const withoutKept = (tensors: Tensors): Map<string, StoredTensor> =>
  new Map([...tensors].filter(([name]) => !name.startsWith(mark)));

/** The model of a checkpoint: the weights that are kept, else those of the variables that are its own. */
export function modelIn(tensors: Tensors, weights: ReadonlySet<string>): Map<string, StoredTensor> {
  const kept = keptIn(tensors);
  return kept.size > 0 ? kept : new Map([...tensors].filter(([name]) => weights.has(name)));
}
