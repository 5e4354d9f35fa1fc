import type { Expression, Path } from '../../grammar/ast.ts';

/** The paths of an argument that names labels: one, or a list; undefined where it is something else. */
export function writtenPaths(value: Expression): readonly Path[] | undefined {
  if (value.type === 'path') return [value];
  if (value.type !== 'list') return undefined;
  const paths = value.items.filter((item) => item.type === 'path');
  return paths.length === value.items.length ? paths : undefined;
}
