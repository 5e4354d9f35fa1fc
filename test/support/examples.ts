import { realize } from '../../runtime/data/recipe.ts';
import type { DataSource, Example } from '../../runtime/data/source.ts';

/** An example of a source, which must be readable. */
export async function exampleOf(source: DataSource, index: number): Promise<Example> {
  const example = await realize(source.entry(index));
  if (typeof example === 'string') throw new Error(example);
  return example;
}
