/** A value with other parts in it: what is written when it is asked for stays so, where a copy by `...` would ask. */
export function withParts<T extends object>(value: T, parts: Partial<T>): T {
  const all = { ...Object.getOwnPropertyDescriptors(value), ...Object.getOwnPropertyDescriptors(parts) };
  return Object.defineProperties({}, all) as T;
}
