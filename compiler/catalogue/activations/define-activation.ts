import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Named } from '../entry/entry.ts';

/** The facts of an activation. */
export interface ActivationDefinition extends Named {
  /** Whether it halves the last axis, and so is a layer of its own. */
  readonly halves?: true;
  /** Primitive ops that compute it, equal to Keras 3's. */
  lower(build: Builder, x: Value): Value;
}

/** Declares an activation. */
export const defineActivation = <const K extends string>(
  definition: ActivationDefinition & { readonly kind: K },
): ActivationDefinition & { readonly kind: K } => definition;
