import type { InitializerConfig } from "./define-initializer.ts";
import { varianceScaling } from "./variance-scaling.ts";

/** Truncated normal with the variance 1 / fan in; of tfjs’s the variance is smaller. */
export const lecunNormal = (
  options: { seed?: number } = {},
): InitializerConfig =>
  varianceScaling({
    scale: 1,
    mode: "fanIn",
    distribution: "truncatedNormal",
    ...options,
  });
