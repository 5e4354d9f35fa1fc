import type { InitializerConfig } from "./define-initializer.ts";
import { varianceScaling } from "./variance-scaling.ts";

/** Uniform within ±√(6 / (fan in + fan out)). */
export const glorotUniform = (
  options: { seed?: number } = {},
): InitializerConfig =>
  varianceScaling({
    scale: 1,
    mode: "fanAvg",
    distribution: "uniform",
    ...options,
  });
