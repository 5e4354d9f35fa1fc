import type { Site } from '../../../compiler/diagnostics/site.ts';
import { snakeCase } from '../../../compiler/expand/names.ts';
import type { LayerNode } from '../../../compiler/graph/graph.ts';
import { groupBy } from './group-by.ts';

/** Layers of a model, as far as their names tell. */
export type NamedLayer = Pick<LayerNode<number>, 'path' | 'kind' | 'site'>;

/** Stands where a name that is given automatically has its number. */
const count = '\0';

/**
 * A test for names of a file that no layer has: whether one says no more than the order, since it is a layer's own but for
 * the numbers that are given to what has no label. `conv2d_2` is such a name where the model has `conv2d` and `conv2d_1`, and
 * `residual_2.conv2d` where it has `residual_1.conv2d`. `part` is the path of what has the layers, and `nameOf` makes a name in the
 * file of a path in it.
 */
export function numberedNames(
  layers: readonly NamedLayer[],
  part = '',
  nameOf: (path: string) => string = (path) => path,
): (name: string) => boolean {
  const open = new Set(layers.map((layer) => nameOf(withoutNumbers(layer, part))));
  const alike = groupBy(
    [...open].filter((name) => name.includes(count)),
    (name) => strip(name.replaceAll(count, '')),
  );
  return (name) => alike.get(strip(name))?.some((each) => patternOf(each).test(name)) === true;
}

const strip = (name: string): string => name.replace(/_\d+(?=[._]|$)/g, '');

const patternOf = (open: string): RegExp =>
  new RegExp(`^${open.split(count).map(literally).join('(?:_\\d+)?')}$`);

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The path of a layer in a part, with a mark in place of the number of each name in it that is no label: of a layer, a block or a model. */
function withoutNumbers({ path, kind, site }: NamedLayer, part: string): string {
  const unlabelled = new Set<string>();
  for (let each: Site | undefined = site; each !== undefined; each = each.outer)
    if (each.applied?.labelled === false) unlabelled.add(each.applied.path);
  const segments = path.split('.');
  const marked = segments.map((segment, index) => {
    const word = segment.replace(/_\d+$/, '');
    const isLayer = index === segments.length - 1;
    const isCounted = isLayer
      ? word === snakeCase(kind)
      : unlabelled.has(segments.slice(0, index + 1).join('.'));
    return isCounted ? word + count : segment;
  });
  return marked.slice(part === '' ? 0 : part.split('.').length).join('.');
}
