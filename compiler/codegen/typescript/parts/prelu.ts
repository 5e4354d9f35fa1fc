import type { Names, Symbolic } from "./names.ts";
import {
  axesOf,
  type Constraint,
  type Initializer,
  type Regularizer,
  type Sizes,
} from "./options.ts";
import * as tf from "./tf.ts";

export interface PreluOptions {
  alphaInitializer?: Initializer;
  alphaRegularizer?: Regularizer | null;
  alphaConstraint?: Constraint | null;
  sharedAxes?: Sizes | null;
}

type PreluConfig = NonNullable<Parameters<typeof tf.layers.prelu>[0]>;

/** x where it is positive, else alpha · x with an alpha that is trained at every position. */
export const prelu = (
  at: Names,
  x: Symbolic,
  { sharedAxes, ...options }: PreluOptions = {},
): Symbolic =>
  at.apply(
    "p_re_lu",
    (name) =>
      tf.layers.prelu({
        ...(options as PreluConfig),
        ...(sharedAxes == null
          ? {}
          : { sharedAxes: axesOf(sharedAxes, x.rank) }),
        name,
      }),
    x,
  );
