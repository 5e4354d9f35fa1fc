import type { InitializerConfig } from "./define-initializer.ts";
import { varianceScaling } from "./variance-scaling.ts";

/** Truncated normal with the variance 2 / (fan in + fan out); of tfjs’s the variance is smaller. */
export const glorotNormal = (
  options: { seed?: number } = {},
): InitializerConfig =>
  varianceScaling({
    scale: 1,
    mode: "fanAvg",
    distribution: "truncatedNormal",
    ...options,
  });
