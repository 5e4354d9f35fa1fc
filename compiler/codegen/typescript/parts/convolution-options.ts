import type {
  Activation,
  Constraint,
  Initializer,
  Regularizer,
  Sizes,
} from "./options.ts";

/** What a kernel with a bias is told. */
export interface KernelOptions {
  activation?: Activation | null;
  useBias?: boolean;
  kernelInitializer?: Initializer;
  biasInitializer?: Initializer;
  kernelRegularizer?: Regularizer | null;
  biasRegularizer?: Regularizer | null;
  kernelConstraint?: Constraint | null;
  biasConstraint?: Constraint | null;
}

/** What a convolution is told. */
export interface ConvolutionOptions extends KernelOptions {
  filters: number;
  kernelSize: Sizes;
  strides?: Sizes;
  padding?: "valid" | "same";
}
