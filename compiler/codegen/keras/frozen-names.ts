/** What Keras calls operations, which no layer may be called; as in `parts/names.py`. */
const operation =
  /^(?:absolute|clip|divide|exp|expand_dims|get_item|log|max|mean|power|sqrt|square|sum|true_divide)(?:_\d+)?$/;

/** A layer as Keras calls it: its path joined by `_`. */
export function kerasName(path: string): string {
  const name = path.replaceAll(/[.[]/g, '_').replaceAll(']', '');
  return operation.test(name) ? `${name}_` : name;
}

/**
 * The fewest names that say which layers are frozen; `base_block1_*` is all that begin so. `paths`: of all layers with
 * weights.
 */
export function frozenNames(frozen: readonly string[], paths: ReadonlySet<string>): readonly string[] {
  const names = frozen.filter((path) => paths.has(path)).map(kerasName);
  const isFrozen = new Set(names);
  const open = [...paths].map(kerasName).filter((name) => !isFrozen.has(name));
  const found: string[] = [];
  for (const name of names) {
    if (found.some((pattern) => stands(pattern, name))) continue;
    const pattern = beginningsOf(name).find(
      (each) =>
        names.filter((other) => stands(each, other)).length > 1 && !open.some((other) => stands(each, other)),
    );
    found.push(pattern ?? name);
  }
  return found;
}

/** `base_*`, `base_block1_*`: the shortest first. */
const beginningsOf = (name: string): readonly string[] =>
  [...name.matchAll(/_/g)].map(({ index }) => `${name.slice(0, index + 1)}*`);

const stands = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
