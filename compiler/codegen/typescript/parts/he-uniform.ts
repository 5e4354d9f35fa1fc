import type { InitializerConfig } from "./define-initializer.ts";
import { varianceScaling } from "./variance-scaling.ts";

/** Uniform within ±√(6 / fan in). */
export const heUniform = (options: { seed?: number } = {}): InitializerConfig =>
  varianceScaling({
    scale: 2,
    mode: "fanIn",
    distribution: "uniform",
    ...options,
  });
