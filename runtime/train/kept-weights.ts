import { averageOf } from '../../compiler/lower/average-weight.ts';
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

/**
 * The model of a checkpoint: the weights that are kept, else those of the variables that are its own, and of such as have an average
 * that.
 */
export function modelIn(tensors: Tensors, weights: ReadonlySet<string>): Map<string, StoredTensor> {
  const kept = keptIn(tensors);
  if (kept.size > 0) return kept;
  return new Map(
    [...tensors].flatMap(([name, tensor]) =>
      weights.has(name) ? [[name, tensors.get(averageOf(name)) ?? tensor] as const] : [],
    ),
  );
}

/** All variables, with what is kept in the place of the weights and of their averages. */
export const withAll = (variables: Tensors, kept: Tensors): Map<string, StoredTensor> =>
  new Map([
    ...variables,
    ...[...kept].flatMap(([name, tensor]) =>
      [name, averageOf(name)].filter((each) => variables.has(each)).map((each) => [each, tensor] as const),
    ),
  ]);
