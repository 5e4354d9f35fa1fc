import type {
  Activation,
  Constraint,
  Initializer,
  Regularizer,
  Sizes,
} from "./options.ts";

/** What a convolution of each channel by itself is told. */
export interface DepthwiseOptions {
  kernelSize: Sizes;
  strides?: Sizes;
  padding?: "valid" | "same";
  depthMultiplier?: number;
  dilationRate?: Sizes;
  activation?: Activation | null;
  useBias?: boolean;
  depthwiseInitializer?: Initializer;
  biasInitializer?: Initializer;
  depthwiseRegularizer?: Regularizer | null;
  biasRegularizer?: Regularizer | null;
  depthwiseConstraint?: Constraint | null;
  biasConstraint?: Constraint | null;
}

/** What a separable convolution is told. */
export interface SeparableOptions extends DepthwiseOptions {
  filters: number;
  pointwiseInitializer?: Initializer;
  pointwiseRegularizer?: Regularizer | null;
  pointwiseConstraint?: Constraint | null;
}
