import type { Values } from '../prepare/rescaling.ts';

/** A picture's values as floats: loops over one kind of array are twice as fast. */
export const floatsOf = (values: Values): Float32Array =>
  values instanceof Float32Array ? values : Float32Array.from(values);
