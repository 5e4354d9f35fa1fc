import type { Symbolic } from "./names.ts";
import type { Sizes } from "./options.ts";
import { paddingOf } from "./window.ts";

/** How a window pools. */
export interface PoolingOptions {
  poolSize?: Sizes;
  /** As large as the window where not given. */
  strides?: Sizes;
  padding?: "valid" | "same";
}

/** The options as layers of TensorFlow.js take them. */
export function poolingConfig(
  x: Symbolic,
  { poolSize = 2, strides = poolSize, padding = "valid" }: PoolingOptions,
): { poolSize: never; strides: never; padding: "valid" | "same" } {
  return {
    poolSize: poolSize as never,
    strides: strides as never,
    padding: paddingOf(x, poolSize, { strides, padding }),
  };
}
