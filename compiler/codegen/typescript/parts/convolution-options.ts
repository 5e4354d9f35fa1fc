import type {
  Activation,
  Constraint,
  Initializer,
  Regularizer,
  Sizes,
} from "./options.ts";

/** What a kernel with a bias is told. */
export interface KernelOptions {
  activation?: Activation;
  useBias?: boolean;
  kernelInitializer?: Initializer;
  biasInitializer?: Initializer;
  kernelRegularizer?: Regularizer;
  biasRegularizer?: Regularizer;
  kernelConstraint?: Constraint;
  biasConstraint?: Constraint;
}

/** What a convolution is told. */
export interface ConvolutionOptions extends KernelOptions {
  filters: number;
  kernelSize: Sizes;
  strides?: Sizes;
  padding?: "valid" | "same";
}
