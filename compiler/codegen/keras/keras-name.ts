/** What Keras calls operations, which no layer may be called; as in `parts/names.py`. */
const operation =
  /^(?:absolute|clip|divide|exp|expand_dims|get_item|log|max|mean|power|sqrt|square|sum|true_divide)(?:_\d+)?$/;

/** A layer as Keras calls it: its path joined by `_`. */
export function kerasName(path: string): string {
  const name = path.replaceAll(/[.[]/g, '_').replaceAll(']', '');
  return operation.test(name) ? `${name}_` : name;
}
