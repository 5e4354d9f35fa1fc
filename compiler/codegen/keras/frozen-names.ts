import { kerasName } from './keras-name.ts';

/** What tells layers of a program apart. */
export interface LayerNames {
  /** Of all layers with weights, with the defaults of the models' parameters. */
  readonly paths: ReadonlySet<string>;
  /** What other parameters could call layers too: labels, those with values in them up to the first, and kinds. */
  readonly labels: ReadonlySet<string>;
  readonly openLabels: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/** The fewest names that say which layers are frozen; `base_block1_*` is all of a group, where nothing else begins so. */
export function frozenNames(frozen: readonly string[], known: LayerNames): readonly string[] {
  const { paths } = known;
  const own = frozen.filter((path) => paths.has(path));
  const names = own.map(kerasName);
  const isFrozen = new Set(names);
  const open = [...paths].map(kerasName).filter((name) => !isFrozen.has(name));
  const found: string[] = [];
  for (const path of own) {
    const name = kerasName(path);
    if (found.some((pattern) => stands(pattern, name))) continue;
    const pattern = groupsOf(path, known).find(
      (each) =>
        names.filter((other) => stands(each, other)).length > 1 && !open.some((other) => stands(each, other)),
    );
    found.push(pattern ?? name);
  }
  return found;
}

/** `base_*`, `base_block1_*`: the groups around a layer, the outermost first, but for those whose name others may begin with. */
const groupsOf = (path: string, known: LayerNames): readonly string[] =>
  [...path.matchAll(/\./g)]
    .map(({ index }) => path.slice(0, index))
    .filter((group) => !mayBegin(group, known))
    .map((group) => `${kerasName(group)}_*`);

/** Whether a layer beside a group may be called as those within it are: `base_top` beside `base`. */
function mayBegin(group: string, { labels, openLabels, kinds }: LayerNames): boolean {
  const parts = group.split('.');
  return parts.some((_, index) => {
    const beginning = `${parts.slice(index).map(kerasName).join('_')}_`;
    const isOpen = (label: string): boolean => label.startsWith(beginning) || beginning.startsWith(label);
    return (
      [...labels, ...kinds].some((label) => label.startsWith(beginning)) ||
      [...openLabels].some(isOpen) ||
      kinds.has(beginning.slice(0, -1))
    );
  });
}

const stands = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
