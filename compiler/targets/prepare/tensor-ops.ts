/** Operators of a graph that is being written, over the names of tensors; integers are those that sizes and indices have. */
export interface TensorOps {
  toFloat(tensor: string): string;
  /** Towards zero. */
  toIndex(tensor: string): string;
  /** The size of an axis, of rank zero. */
  sizeOf(tensor: string, axis: number): string;
  index(value: number): string;
  floats(values: readonly number[]): string;
  float(value: number): string;
  add(a: string, b: string): string;
  subtract(a: string, b: string): string;
  multiply(a: string, b: string): string;
  divide(a: string, b: string): string;
  least(a: string, b: string): string;
  greatest(a: string, b: string): string;
  floor(tensor: string): string;
  ceil(tensor: string): string;
  reshape(tensor: string, dims: readonly number[]): string;
  /** The cells of an axis at some indices, which are a list. */
  gather(tensor: string, indices: string, axis: number): string;
  /** `size` cells of an axis from `start` on, both of rank zero. */
  slice(tensor: string, axis: number, start: string, size: string): string;
}
