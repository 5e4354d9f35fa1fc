import {
  defineInitializer,
  type InitializerConfig,
} from "./define-initializer.ts";
import * as tf from "./tf.ts";

const drawConstant = defineInitializer(
  "Keras>Constant",
  (shape, { value }: { value: number }) => tf.fill(shape, value),
);

/** One value everywhere. */
export const constant = ({
  value = 0,
}: { value?: number } = {}): InitializerConfig => drawConstant({ value });
