import type { InitializerConfig } from "./define-initializer.ts";
import { varianceScaling } from "./variance-scaling.ts";

/** Uniform within ±√(3 / fan in). */
export const lecunUniform = (
  options: { seed?: number } = {},
): InitializerConfig =>
  varianceScaling({
    scale: 1,
    mode: "fanIn",
    distribution: "uniform",
    ...options,
  });
