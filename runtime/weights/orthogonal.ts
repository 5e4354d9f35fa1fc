import type { RandomStream } from '../random.ts';

/**
 * A matrix of orthonormal rows or columns, whichever are fewer, uniform among all of them (Saxe et al. 2014): normal
 * numbers, orthogonalised by Gram and Schmidt, whose R has a positive diagonal, as Keras gives its own by the signs. The
 * last axis of `shape` is the columns.
 */
export function orthogonal(shape: readonly number[], gain: number, stream: RandomStream): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const isWide = rows < columns;
  const vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), stream);
  return Float32Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    return gain * ((isWide ? vectors[row]?.[column] : vectors[column]?.[row]) ?? 0);
  });
}

/** So many vectors of a length, each orthogonal to those before. */
function orthonormal(count: number, length: number, stream: RandomStream): readonly Float64Array[] {
  const found: Float64Array[] = [];
  while (found.length < count) {
    const vector = Float64Array.from({ length }, () => stream.normal());
    // Once more takes away what rounding has left.
    for (let pass = 0; pass < 2; pass++) for (const earlier of found) remove(vector, earlier);
    const size = Math.sqrt(dot(vector, vector));
    found.push(vector.map((value) => value / size));
  }
  return found;
}

/** Takes a direction out of a vector. */
function remove(vector: Float64Array, direction: Float64Array): void {
  const share = dot(vector, direction);
  for (let index = 0; index < vector.length; index++) {
    vector[index] = (vector[index] ?? 0) - share * (direction[index] ?? 0);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
