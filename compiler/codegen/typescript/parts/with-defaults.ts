import type { Names } from "./names.ts";

type Rest<O> = object extends O ? [options?: O] : [options: O];

/** A layer function with new defaults: of its options only those without one have to be given. */
export const withDefaults =
  <X, R, O extends object, D extends Partial<O>>(
    layer: (at: Names, x: X, options: O) => R,
    defaults: D,
  ) =>
  (at: Names, x: X, ...[options]: Rest<Omit<O, keyof D> & Partial<O>>): R =>
    layer(at, x, { ...defaults, ...options } as unknown as O);
