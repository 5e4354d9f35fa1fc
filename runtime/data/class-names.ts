import type { OpenData } from './open-data.ts';

/** The names of a data block's classes by their numbers, where it has a field of classes or of objects and its source knows them. */
export function classNamesOf({
  spec,
  source,
}: Pick<OpenData, 'spec' | 'source'>): readonly string[] | undefined {
  return spec.fields.some(({ type }) => 'classes' in type) ? source.classNames : undefined;
}
