import type { InitializerConfig } from "./define-initializer.ts";
import { varianceScaling } from "./variance-scaling.ts";

/** Truncated normal with the variance 2 / fan in; of tfjs’s the variance is smaller. */
export const heNormal = (options: { seed?: number } = {}): InitializerConfig =>
  varianceScaling({
    scale: 2,
    mode: "fanIn",
    distribution: "truncatedNormal",
    ...options,
  });
