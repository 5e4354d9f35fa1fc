import type { Variable } from '../../../compiler/ir/ir.ts';

/*
 * Numbers that are the same wherever they are made: a project's test makes them as these functions do (see
 * compiler/codegen/typescript/print-project.ts), and expects of them what is predicted here.
 */

/** Of a picture: from 0 to 1. */
export const fixedNumber = (index: number): number => ((index * 7919) % 1021) / 1020;

/** What a variable holds: about as large as what is drawn. */
export function fixedWeight({ name, shape }: Pick<Variable, 'name' | 'shape'>): Float32Array {
  let from = 0;
  for (const letter of name) from = (from * 31 + letter.charCodeAt(0)) % 1021;
  const ofFan = shape.slice(0, name.endsWith('/depthwise_kernel') ? -2 : -1);
  const [middle, reach] = shape.length < 2 ? [0.5, 0.1] : [0, Math.sqrt(3 / product(ofFan))];
  const values = new Float32Array(product(shape));
  for (let index = 0; index < values.length; index++)
    values[index] = middle + reach * (2 * fixedNumber(from + index) - 1);
  return values;
}

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
