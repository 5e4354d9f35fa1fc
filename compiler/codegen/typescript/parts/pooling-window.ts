import type { PoolingOptions } from "./pooling-options.ts";
import type { Sliding } from "./sliding.ts";

/** How the window of a pooling slides. */
export const slidingOf = ({
  poolSize = 2,
  strides = poolSize,
  padding = "valid",
}: PoolingOptions): Sliding => ({ kernelSize: poolSize, strides, padding });
