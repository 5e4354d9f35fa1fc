import type { Names, Symbolic } from './names.ts';

/** A layer function with new defaults: of its options only those without one have to be given. */
export const withDefaults =
  <X, O extends object, D extends Partial<O>>(
    layer: (at: Names, x: X, options: O) => Symbolic,
    defaults: D,
  ) =>
  (at: Names, x: X, options: Omit<O, keyof D> & Partial<O>): Symbolic =>
    layer(at, x, { ...defaults, ...options } as unknown as O);
