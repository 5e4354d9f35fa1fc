import { item, perAxis, type Sizes } from "./options.ts";
import type { Symbolic } from "./names.ts";

/** How a window slides. */
export interface Window {
  strides?: Sizes;
  padding?: "valid" | "same";
}

/**
 * The padding to ask TensorFlow.js for. Where strides exceed the window, its cpu and wasm place windows of `same` wrongly:
 * where `same` adds nothing, which is then usual, `valid` is the same and right.
 */
export function paddingOf(
  x: Symbolic,
  size: Sizes,
  { strides = 1, padding = "valid" }: Window,
): "valid" | "same" {
  const axes = x.rank - 2;
  const adds = perAxis(size, axes).some((window, axis) => {
    const stride = item(perAxis(strides, axes), axis);
    const whole = x.shape[axis + 1];
    if (window === 1) return false;
    return (
      whole === null ||
      whole === undefined ||
      (Math.ceil(whole / stride) - 1) * stride + window > whole
    );
  });
  return padding === "same" && adds ? "same" : "valid";
}
